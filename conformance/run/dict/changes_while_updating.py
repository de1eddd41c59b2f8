# A dict that changes under its own feet.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


class Key:
    def __init__(self, number):
        self.number = number
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if target and len(target) < 5:
            target.clear()
            target.update({i: i for i in range(2, 20)})
        return self is other
    def __repr__(self):
        return f"Key({self.number})"
target = {}
def update(source):
    target.clear()
    target[Key(1)] = 1
    target.update(source)
    return len(target)
told(update, {Key(2): 2, Key(3): 3})
def grows():
    d = {1: 1}
    for k in d:
        d[k + 1] = 1
told(grows)
def grown_set():
    s = {1}
    for i in s:
        s.add(i + 1)
told(grown_set)
class Mapping:
    def keys(self):
        return 5
told({}.update, Mapping())
class Items:
    def keys(self):
        return [1]
told({}.update, Items())
