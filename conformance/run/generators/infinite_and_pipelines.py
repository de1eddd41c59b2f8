# Endless generators chained together.
def naturals():
    n = 1
    while True:
        yield n
        n += 1

def primes():
    found = []
    for n in naturals():
        if n > 1 and all(n % p for p in found if p * p <= n):
            found.append(n)
            yield n

def take(n, iterable):
    iterator = iter(iterable)
    for _ in range(n):
        try:
            yield next(iterator)
        except StopIteration:
            return

def chunks(iterable, size):
    chunk = []
    for item in iterable:
        chunk.append(item)
        if len(chunk) == size:
            yield tuple(chunk)
            chunk.clear()
    if chunk: yield tuple(chunk)

print(list(take(10, primes())), list(take(5, "abc")), list(chunks(range(7), 3)))
squares = (n * n for n in naturals())
print(list(take(4, squares)), next(squares))
print(list(zip(naturals(), "ab")), [a + b for a, b in zip(take(3, naturals()), naturals())])
