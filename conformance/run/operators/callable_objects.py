# __call__ with every kind of argument, inheritance, and call chains.
class Adder:
    def __init__(self, n): self.n = n
    def __call__(self, *args, **kwargs):
        return self.n + sum(args) + sum(kwargs.values())

add = Adder(10)
print(add(), add(1, 2), add(1, x=5), add(*[1, 2], **{"y": 3}), callable(add), callable(Adder), callable(5), add.__call__(1), Adder.__call__(add, 2))
class Sub(Adder):
    def __call__(self, *args):
        return -super().__call__(*args)

print(Sub(1)(2), list(map(Sub(0), [1, 2])), sorted([3, 1, 2], key=Sub(0)))
class Chain:
    def __init__(self, path=()): self.path = path
    def __getattr__(self, name): return Chain(self.path + (name,))
    def __call__(self, *args): return Chain(self.path + (args,))
    def __getitem__(self, k): return Chain(self.path + ([k],))

print(Chain().a.b(1)["k"].c()(2).path)
class NotCallable:
    __call__ = None

try:
    NotCallable()()
except TypeError as error:
    print(error)
print(callable(NotCallable()), callable(lambda: 0), callable(None))
