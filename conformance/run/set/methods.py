# add, discard, remove, pop, update, clear, copy and their errors.
s = {1, 2}
print(s.add(3), s.add(1), s.discard(9), s.remove(1), s.update([5], (6,), "a"), sorted(map(str, s)), len(s), s.copy() == s, s.copy() is s)
print(s.clear(), s, set(), bool(s), s.add(None), s.pop(), set("aab") == {"a", "b"}, type({}), type({1}))
for case in (lambda: set().pop(), lambda: {1}.remove(2), lambda: {1}.remove("k"), lambda: {1}.add([]), lambda: [] in {1}, lambda: {1}.remove({2}), lambda: {[1]}, lambda: set(5), lambda: {1}.update(5), lambda: set()[0], lambda: hash({1}), lambda: {1} + {2}, lambda: {1} | [2], lambda: {1} < [1], lambda: set(1, 2), lambda: {1}.union(3), lambda: {1}.add(), lambda: {1} & "a", lambda: {{}}, lambda: {1}.discard([])):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
print({frozenset({1})}.pop(), {1} in {frozenset({1})}, {frozenset({1}), 5} - {frozenset({1})})
