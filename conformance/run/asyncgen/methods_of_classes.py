# Async generator methods, class and static methods, and __aiter__ with a yield.
class Tree:
    def __init__(self, value, *children): self.value, self.children = value, children
    async def __aiter__(self):
        yield self.value
        for child in self.children:
            async for value in child: yield value
    async def depth_first(self, level=0):
        yield level, self.value
        for child in self.children:
            async for item in child.depth_first(level + 1): yield item
    @classmethod
    async def numbers(cls, n):
        for i in range(n): yield cls.__name__, i
    @staticmethod
    async def letters(text):
        for c in text: yield c
    async def __anext__(self): return "direct anext"

class Sub(Tree):
    async def depth_first(self, level=0):
        async for item in super().depth_first(level): yield "sub", item

async def main():
    tree = Tree(1, Tree(2, Tree(3)), Tree(4))
    print([v async for v in tree], [v async for v in tree.depth_first()], [v async for v in Sub.numbers(2)], [v async for v in tree.letters("xy")])
    print([v async for v in Sub(5, Tree(6)).depth_first()], await anext(tree), type(tree.__aiter__()).__name__)

try:
    main().send(None)
except StopIteration:
    print("done")
