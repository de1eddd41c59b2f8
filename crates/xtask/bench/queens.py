# group: compute
# Counts the ways to place eight queens and more, with bit masks.
def queens(n, row, columns, rising, falling):
    if row == n:
        return 1
    found = 0
    free = ~(columns | rising | falling) & ((1 << n) - 1)
    while free:
        bit = free & -free
        free ^= bit
        found += queens(n, row + 1, columns | bit, (rising | bit) << 1, (falling | bit) >> 1)
    return found


print([queens(n, 0, 0, 0, 0) for n in range(4, 11)])
