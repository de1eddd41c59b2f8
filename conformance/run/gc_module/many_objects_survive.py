# Live data survives a lot of garbage of every kind.
live = {"list": [1, [2, "three"]], "closure": (lambda x: lambda: x)("captured"), "gen": (i for i in range(5)), "big": 2 ** 200, "set": {("t", 1)}, "text": "a" + str(1)}
next(live["gen"])
class Node:
    def __init__(self, parent=None):
        self.parent, self.children = parent, []
        if parent: parent.children.append(self)

root = Node()
for i in range(3000):
    garbage = Node(Node())
    text = "x" * (i % 50) + str(i)
    numbers = [2 ** 70 + i, {i: text}, (i, [text])]
    f = lambda: numbers
    if i % 500 == 0: Node(root)
print(live["list"], live["closure"](), list(live["gen"]), live["big"] == 1 << 200, live["set"], live["text"], len(root.children), root.children[0].parent is root, f()[2])
