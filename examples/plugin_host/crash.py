# A plug-in with a fault that only shows when it is used.
LIMITS = {"short": 10, "long": 80}


class Shorten:
    def title(self):
        return "Shorten"

    async def transform(self, text):
        return text[: self.limit("medium")]

    def limit(self, size):
        return LIMITS[size]


plugin = Shorten()
