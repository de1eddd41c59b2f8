# An instance with __call__ as a decorator keeps state between calls.
class Counted:
    def __init__(self, function):
        self.function = function
        self.calls = 0
    def __call__(self, *args):
        self.calls += 1
        return self.function(*args)

@Counted
def add(a, b):
    return a + b

print(add(1, 2), add(3, 4), add.calls, type(add).__name__)
class Memo(Counted):
    def __init__(self, function):
        super().__init__(function)
        self.cache = {}
    def __call__(self, n):
        if n not in self.cache:
            self.cache[n] = super().__call__(n)
        return self.cache[n]

@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

print(fib(60), fib.calls, len(fib.cache))
class C:
    @Counted
    def m(*args):
        return len(args)

print(C().m(), C().m(1), C.m.calls)
