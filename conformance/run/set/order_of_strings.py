# With PYTHONHASHSEED=0 the order of strings is fixed.
print({"a", "b", "c"}, {"apple", "banana", "cherry", "date"}, set("hello world"))
print({"x", 1, None, 2.5, (1, 2), b"y", True, ()})
print({"é", "日本", "😀", ""}, {("a", 1), ("b", 2)}, frozenset("mississippi"))
