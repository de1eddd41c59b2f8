# Every binary operator calls its method, and the reflected one when the left side declines.
class L:
    def __repr__(self): return "L"
class R:
    def __repr__(self): return "R"

names = ["add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "matmul", "lshift", "rshift", "and", "or", "xor", "divmod"]
for name in names:
    setattr(L, f"__{name}__", lambda self, other, name=name: (name, self, other) if not isinstance(other, R) else NotImplemented)
    setattr(R, f"__r{name}__", lambda self, other, name=name: ("r" + name, self, other))
l, r = L(), R()
for right in (1, r):
    print(l + right, l - right, l * right, l / right, l // right, l % right, l ** right)
    print(l @ right, l << right, l >> right, l & right, l | right, l ^ right, divmod(l, right), pow(l, right))
print(5 + r, "s" * r, [1] % r, None ** r, divmod(2.5, r), (1,) @ r)
for case in (lambda: r + 1, lambda: r + r, lambda: 1 + l, lambda: l.__add__(r)):
    try:
        print(case())
    except TypeError as error:
        print(error)
