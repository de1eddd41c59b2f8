# Operands, keys, values, arguments and subscripts are evaluated left to right.
def f(name, result=1):
    print(name, end=" ")
    return result

class Box(dict):
    pass

box = Box()
f("b", box)[f("key")] = f("value")
print()
{f("k1"): f("v1"), f("k2", 2): f("v2")}
print()
f("a") + f("b") * f("c") - f("d")
print()
f("x") < f("y", 2) < f("z", 3)
print()
f("callee", print)(f("arg1"), *f("star", [2]), f("arg2"), sep=f("sep", "-"), **f("kw", {"end": "!\n"}))
f("list", [1, 2, 3])[f("start"):f("stop", 2):f("step")]
print()
f("else") if f("cond", 0) else f("other")
print()
[f("one"), *f("two", []), f("three")]
print()
f("obj", box).attr = f("val")
print(box.attr)
del f("o", [1, 2])[f("i", 0)], f("p", {1: 2})[f("q")]
print()
