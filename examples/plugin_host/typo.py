# A plug-in that does not compile.
class Typo
    def title(self):
        return "Typo"

    async def transform(self, text)
        return text
