# join of any iterable, with the place of the first item that is not a string.
print(",".join("abc"), "".join([]), "-".join(["a"]), ", ".join(("x", "y")), "+".join({"k": 1, "l": 2}), "".join(str(i) for i in range(5)), "é".join("日本"))
for items in ([1], ["a", None], ["a", "b", 3.5], 5, None, [b"a"], ["a", ["b"]]):
    try:
        print(",".join(items))
    except TypeError as error:
        print(error)
def broken():
    yield "a"
    raise KeyError("stop")

try:
    "".join(broken())
except KeyError as error:
    print("KeyError", error)
