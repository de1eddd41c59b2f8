def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

def counter(start, *rest, step=1, **options) -> int:
    total = start
    def advance(by):
        nonlocal total
        total += by * step
        return total
    return advance

@decorate(1)
def maybe(flag):
    if flag:
        value = 1
    return value

double = lambda x: x * 2
