# A sort inside the key of a sort.
# ends: RecursionError
# limits: 4
def key(item):
    return sorted([1, 2], key=key)

key(1)
