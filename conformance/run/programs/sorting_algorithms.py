# Several sorts agree with sorted on the same pseudo-random data.
def random_numbers(n, seed=12345):
    for _ in range(n):
        seed = (seed * 1103515245 + 12345) % 2 ** 31
        yield seed >> 16

def quick(items):
    if len(items) < 2: return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])

def merge(items):
    if len(items) < 2: return items
    middle = len(items) // 2
    left, right, result = merge(items[:middle]), merge(items[middle:]), []
    while left and right:
        result.append((left if left[0] <= right[0] else right).pop(0))
    return result + left + right

def insertion(items):
    items = items[:]
    for i in range(1, len(items)):
        x, j = items[i], i
        while j and items[j - 1] > x:
            items[j] = items[j - 1]
            j -= 1
        items[j] = x
    return items

def heap(items):
    items = items[:]
    def sift(start, end):
        while (child := 2 * start + 1) < end:
            if child + 1 < end and items[child] < items[child + 1]: child += 1
            if items[start] >= items[child]: return
            items[start], items[child] = items[child], items[start]
            start = child
    for start in range(len(items) // 2 - 1, -1, -1): sift(start, len(items))
    for end in range(len(items) - 1, 0, -1):
        items[0], items[end] = items[end], items[0]
        sift(0, end)
    return items

data = list(random_numbers(200))
print(data[:5], [f(data) == sorted(data) for f in (quick, merge, insertion, heap)], heap(data)[:5], sum(data))
print([f([]) + f([1]) + f([2, 1, 2]) for f in (quick, merge, insertion, heap)])
