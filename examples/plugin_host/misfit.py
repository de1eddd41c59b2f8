# A plug-in that was written for another version of the host.
class Reverse:
    def title(self, language):
        return "Reverse"

    def transform(self, text):
        return text[::-1]


plugin = Reverse()
