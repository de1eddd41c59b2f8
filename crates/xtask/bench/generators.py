# group: objects
# A recursive generator over a tree, by yield from.
def tree(low, high):
    if low >= high:
        return None
    middle = (low + high) // 2
    return tree(low, middle), middle, tree(middle + 1, high)


def walk(node):
    if node is not None:
        yield from walk(node[0])
        yield node[1]
        yield from walk(node[2])


root = tree(0, 200_000)
print(sum(walk(root)), sum([value for value in walk(root) if value % 7 == 0]))
