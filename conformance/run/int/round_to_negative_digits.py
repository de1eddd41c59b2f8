# round() of an int with negative digits rounds half to even.
for n in (5, 15, 25, 24, 26, -15, -25, 149, 150, 151, 250, 350, 10 ** 20 + 5):
    print(n, round(n), round(n, -1), round(n, -2), round(n, 2))
print(round(12345, -10), round(2 ** 70, -20), type(round(5, None)), round(5, True))
for digits in (1.0, "1"):
    try:
        round(5, digits)
    except TypeError as error:
        print(error)
