# Unbounded recursion ends in a RecursionError that can be caught, again and again.
def forever(n):
    return forever(n + 1)

for _ in range(2):
    try:
        forever(0)
    except RecursionError as error:
        print(type(error).__name__, error)
class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")
    def __eq__(self, other):
        return self == other
    def __add__(self, other):
        return self + other

for function in (lambda: Loop().a, lambda: Loop() == 1, lambda: Loop() + 1):
    try:
        function()
    except RecursionError as error:
        print(type(error).__name__, str(error).startswith("maximum recursion depth exceeded"))
print(issubclass(RecursionError, RuntimeError))
def depth(n):
    return 0 if n == 0 else 1 + depth(n - 1)

print(depth(800))
