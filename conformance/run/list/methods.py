# append, extend, insert, pop, remove, index, count, reverse, copy, clear.
a = [3, 1, 2]
print(a.append(4), a.extend("xy"), a.insert(1, "i"), a.insert(-1, "j"), a.insert(100, "end"), a.insert(-100, "start"))
print(a, a.pop(), a.pop(0), a.pop(-2), a)
print(a.remove("i"), a.reverse(), a, a.index(3), a.index(1, 1), a.count(3), a.copy() is a, a.copy() == a)
b = [1, True, 1.0, "1"]
print(b.count(1), b.index(True), b.remove(1), b)
print(a.clear(), a)
for case in (lambda: [].pop(), lambda: [1].pop(5), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1].index(1, 1), lambda: ["x"].index([1]), lambda: [1].pop("a"), lambda: [].append(), lambda: [].append(1, 2), lambda: [].extend(5), lambda: [].insert(0), lambda: [].sort(5), lambda: [].nope, lambda: list(1), lambda: list(1, 2), lambda: list(a=1), lambda: [1].pop(1.0), lambda: [].insert("a", 1), lambda: [1].index(), lambda: [].clear(1)):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
