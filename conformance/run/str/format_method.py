# Automatic and manual numbering, attributes, items, conversions and nested specs.
class Point:
    x, y = 1, 2
    items = {"k": [10, 20]}
    def __format__(self, spec):
        return f"<{spec}>"

print("{} {}".format(1, 2), "{1} {0}".format(1, 2), "{a} {b}".format(b=2, a=1), "{0}{0}".format("x"), "{{}} {{{}}}".format(5))
print("{0.x} {p.y} {0.items[k][1]} {1[0]} {1[-1]} {d[a b]}".format(Point(), {0: "zero", "-1": "str"}, p=Point, d={"a b": 3}) )
print("{:>5}|{:<5}|{:^5}|{:05.1f}|{!r:>5}|{!s}|{!a}".format("a", "b", "c", 2.25, "d", "e", "é"))
print("{:{}}|{:{w}.{p}f}|{:{fill}{align}{width}}".format("x", 4, 3.14159, "y", w=8, p=2, fill="*", align="^", width=5))
print("{0:spec {1}}".format(Point(), 9), "{0!r:10}|".format([1]), "{}".format(None), "{:>6}".format(True))
print("{:%%}".format(Point()))
