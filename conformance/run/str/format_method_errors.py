# What goes wrong with str.format.
cases = [
    lambda: "{}".format(), lambda: "{1}".format(0), lambda: "{a}".format(), lambda: "{} {0}".format(1), lambda: "{0} {}".format(1),
    lambda: "{".format(), lambda: "}".format(), lambda: "{0".format(1), lambda: "{!x}".format(1), lambda: "{!}".format(1), lambda: "{0[}".format([1]),
    lambda: "{0.}".format(1), lambda: "{0.nope}".format(1), lambda: "{0[x]}".format([1]), lambda: "{0[9]}".format([1]), lambda: "{0[k]}".format({}),
    lambda: "{:d}".format("a"), lambda: "{:5}".format([]), lambda: "{:x}".format(None), lambda: "{!rx}".format(1), lambda: "{0[0]x}".format("a"), lambda: "{:{:{}}}".format(1, 2, 3),
    lambda: "{:=5}".format("a"), lambda: "{:+}".format("a"), lambda: "{:,}".format("a"), lambda: "{:05}".format("ab"), lambda: "{:.}".format("a"), lambda: "{:#}".format("a"), lambda: "{:.2}".format("abc"),
]
for case in cases:
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)
