# Floor division rounds towards negative infinity; the remainder takes the divisor's sign.
for a in (7, -7):
    for b in (2, -2, 3, -3, 7, -7, 8, -8):
        print(a, b, a // b, a % b, divmod(a, b), a // b * b + a % b == a)
