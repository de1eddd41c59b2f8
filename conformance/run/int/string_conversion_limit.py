# Decimal conversion beyond 4300 digits is refused, hexadecimal is not.
n = 10 ** 4299
print(len(str(n)))
for case in (lambda: str(10 ** 4300), lambda: int("1" * 4301), lambda: f"{10 ** 5000}", lambda: repr(-10 ** 4300), lambda: "%d" % 10 ** 4300):
    try:
        print(len(case()))
    except ValueError as error:
        print(error)
print(len(hex(10 ** 5000)), int("f" * 5000, 16).bit_length(), len(str(int("9" * 4300))))
