# Widths and precisions that no C int holds.
for template in b"%.2147483648d", b"%.99999999999d", "%.2147483648d", "%.2147483648f", "%99999999999999999999d":
    try:
        print(template % 1)
    except ValueError as error:
        print(error)
for template in "%.*f", "%.*d", b"%.*d":
    for number in 2 ** 31, -2 ** 31 - 1, 2 ** 70, -3:
        try:
            print(template % (number, 1))
        except (ValueError, OverflowError) as error:
            print(error)
try:
    print("%*d" % (2 ** 70, 1))
except OverflowError as error:
    print(error)
