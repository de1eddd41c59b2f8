# Errors raised by __iter__ and __next__ reach the loop's caller.
class Bad:
    def __init__(self, where): self.where = where
    def __iter__(self):
        if self.where == "iter": raise ValueError("iter")
        return self
    def __next__(self):
        if self.where == "next": raise KeyError("next")
        if self.where == "later":
            self.where = "next"
            return 1
        raise StopIteration

def loop(it):
    for x in it: print("item", x)

for where in ("iter", "next", "later", "none"):
    for function in (loop, list, sum, lambda b: [*b], lambda b: {k: 1 for k in b}, lambda b: "x" in b, tuple):
        try:
            print(function(Bad(where)))
        except (ValueError, KeyError) as error:
            print(type(error).__name__, error)
