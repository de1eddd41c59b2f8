# Operators need sets; methods take any iterables.
a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, b - a, a.union([9], "x"), a.intersection([1, 2], (2, 3)), a.difference([1], [2]), a.symmetric_difference([1, 7]), a.union(), a.intersection())
print(a <= {1, 2, 3, 4}, a < a, a <= a, {1} < a, a > {1}, a >= a, a.issubset(range(10)), a.issuperset([1]), a.isdisjoint([4]), a == {3, 2, 1}, a != b, {1} == frozenset({1}), {1} == [1])
c = a
c |= {10}
c &= {1, 2, 10, 11}
c -= {2}
c ^= {1, 5}
print(c is a, a)
a.intersection_update([5, 10], [5])
a.difference_update([7])
a.symmetric_difference_update([8])
print(a, {1, 2} == {2, 1}, {1} | frozenset({2}), type({1} | frozenset()).__name__, type(frozenset() | {1}).__name__)
f = frozenset({1, 2})
g = f
g |= {3}
print(f, g, sorted([{1, 2}, {1}, set()], key=len))
for case in (lambda: a | [1], lambda: a - (1,), lambda: a ^ "a"):
    try:
        case()
    except TypeError as error:
        print(error)
try:
    a |= [1]
except TypeError as error:
    print(error)
