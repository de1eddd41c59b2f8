# Fibonacci, Ackermann, Hanoi, permutations, and mutual recursion.
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

def ackermann(m, n):
    if m == 0:
        return n + 1
    if n == 0:
        return ackermann(m - 1, 1)
    return ackermann(m - 1, ackermann(m, n - 1))

def hanoi(n, a, b, c):
    return [] if n == 0 else hanoi(n - 1, a, c, b) + [(a, c)] + hanoi(n - 1, b, a, c)

def permutations(items):
    if not items:
        yield []
    for i, item in enumerate(items):
        for rest in permutations(items[:i] + items[i + 1:]):
            yield [item] + rest

def even(n):
    return n == 0 or odd(n - 1)

def odd(n):
    return n != 0 and even(n - 1)

print(fib(15), ackermann(2, 3), len(hanoi(5, "a", "b", "c")), hanoi(2, 1, 2, 3), ["".join(p) for p in permutations(list("abc"))], even(100), odd(100))
def flatten(x):
    return [y for item in x for y in flatten(item)] if isinstance(x, list) else [x]

print(flatten([1, [2, [3, [4]], []], 5]))
