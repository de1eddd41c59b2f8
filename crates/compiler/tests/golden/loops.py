def sieve(n):
    flags = [True] * (n + 1)
    count = 0
    for i in range(2, n + 1):
        if flags[i]:
            count += 1
            j = i * i
            while j <= n:
                flags[j] = False
                j += i
    return count

def search(items, wanted):
    for index, item in enumerate(items):
        if item is None:
            continue
        if item == wanted:
            break
    else:
        return -1
    return index

def fibonacci(n):
    a, b = 0, 1
    while b < n:
        a, b = b, a + b
    return a
