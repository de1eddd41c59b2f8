# map, filter, zip and enumerate go on after an exception; exhausted ones stay so.
m = map(lambda v: 1 // v, [1, 0, 2])
f = filter(lambda v: 1 // v, [1, 0, 2, 1])
for it in (m, f):
    for _ in range(4):
        try:
            print(next(it), end=" ")
        except (ZeroDivisionError, StopIteration) as error:
            print(type(error).__name__, end=" ")
print()
def stop(value):
    if value == 2:
        raise StopIteration("inner")
    return value

m = map(stop, [1, 2, 3])
print(list(m), list(m))
z = zip((x for x in [1, 2, 3]), [1])
print(list(z), list(z))
e = enumerate(x for x in "ab")
print(next(e), next(e), next(e, "end"))
class Once:
    def __iter__(self):
        print("iter")
        return self
    def __next__(self): raise StopIteration

print(list(Once()), tuple(Once()), sum(Once()), [*Once()], sorted(Once()), set(Once()))
