# pow with three arguments, and what __pow__ and __rpow__ receive.
class P:
    def __pow__(self, *args): return ("pow", args)
    def __rpow__(self, *args): return ("rpow", args)
    def __ipow__(self, *args): return ("ipow", args)

p = P()
print(p ** 2, 2 ** p, pow(p, 2), pow(p, 2, 3))
q = p
q **= 5
print(q)
for case in (lambda: pow(2, p, 5), lambda: pow("a", 1, 2), lambda: pow(2, 3, "m")):
    try:
        print(case())
    except TypeError as error:
        print(error)
