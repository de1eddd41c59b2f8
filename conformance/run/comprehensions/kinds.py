# List, set and dict comprehensions with conditions and nesting.
print([x * x for x in range(5) if x % 2], {x % 3 for x in range(10)}, {k: v for k, v in zip("abc", range(3)) if v}, [(x, y) for x in range(3) for y in "ab" if x], [[y for y in range(x)] for x in range(3)])
print([x for x in range(20) if x % 2 == 0 if x % 3 == 0], [x if x > 1 else -x for x in range(3)], [a + b for a, b in [(1, 2), (3, 4)]], [i for i, *_ in ["ab", "cd"]], {**{k: 1 for k in "a"}, "b": 2})
matrix = [[1, 2, 3], [4, 5, 6]]
print([[row[i] for row in matrix] for i in range(3)], [x for row in matrix for x in row], sum([x for row in matrix for x in row if x % 2]), [*(x for x in "ab")], [x for x in [y for y in [z for z in "q"]]])
print([f"{x}{y}" for x in "ab" for y in x * 2], {(x, y): x * y for x in range(2) for y in range(2)}, [x for x in ()], {x for x in ""}, {x: y for x, y in {}.items()}, [lambda: 1 for _ in "a"][0](), [x for x, in [(1,)]], [not x for x in [0, 1]], [x for x in (1, 2)][-1])
