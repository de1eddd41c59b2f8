# A plug-in that keeps something between calls, and says where in the row it wants to stand.
import asyncio


class Footnotes:
    def __init__(self):
        self.count = 0

    def title(self):
        return "Footnotes"

    def priority(self):
        return 10

    async def transform(self, text):
        async with asyncio.TaskGroup() as group:
            words = [group.create_task(self.noted(word)) for word in text.split()]
        return " ".join(word.result() for word in words)

    async def noted(self, word):
        if len(word) < 8:
            return word
        self.count += 1
        return f"{word}[{self.count}]"


plugin = Footnotes()
