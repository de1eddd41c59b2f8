# With PYTHONHASHSEED=0, hashes of str, bytes, tuple, frozenset and None are fixed numbers.
for value in ("", "a", "abc", "hello world", "é", "日本", "😀", b"", b"abc", (), (1,), (1, 2), ("a", 1.5), ((), ((),)), frozenset(), frozenset({1, 2}), frozenset({"a"}), None, slice(1, 2), range(3), range(0), "x" * 100):
    print(repr(value)[:20], hash(value))
for case in (lambda: hash([]), lambda: hash({}), lambda: hash(set()), lambda: hash((1, [])), lambda: hash(slice([])), lambda: hash(bytearray()), lambda: hash(), lambda: hash(1, 2)):
    try:
        print(case())
    except TypeError as error:
        print(error)
