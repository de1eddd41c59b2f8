# slice objects: attributes, indices(), equality, repr and use as a key.
s = slice(1, 10, 2)
print(s, slice(5), slice(None), s.start, s.stop, s.step, s == slice(1, 10, 2), slice(1) != slice(2), slice(1, 2) < slice(1, 3))
print(s.indices(5), slice(None, None, -1).indices(4), slice(-3, None).indices(10), slice(100, -100, -3).indices(7), slice(None).indices(0), slice(2 ** 80).indices(3))
print(hash(slice(1)) == hash(slice(1)), {slice(1, 2): "x"}[slice(1, 2)], slice("a", [1], None))
class Recorder:
    def __getitem__(self, key):
        return key

r = Recorder()
print(r[1:2], r[::], r[:, 1], r[..., 0], r[1:2:3, ::4], r[()], r["a":"b"], r[1,], r[-1:], r[*[1, 2], 3], r[(1, 2)])
for case in (lambda: slice(), lambda: slice(1, 2, 3, 4), lambda: slice(1, 2, 0).indices(5), lambda: slice("a").indices(5), lambda: slice(1).indices(-1), lambda: [1][slice(None, None, "x")], lambda: slice(1).start.x, lambda: s.__setattr__("start", 5)):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
