# A plug-in as small as can be.
class Shout:
    def title(self):
        return "Shout"

    async def transform(self, text):
        return text.upper() + "!"


plugin = Shout()
