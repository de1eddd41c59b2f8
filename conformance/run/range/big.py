# Ranges over big ints.
r = range(2 ** 70, 2 ** 70 + 10, 4)
print(list(r), r[1], 2 ** 70 + 4 in r, len(r), r[-1] - 2 ** 70, r.index(2 ** 70 + 8))
big = range(10 ** 30)
print(big[-1], big[10 ** 20], 10 ** 29 in big, bool(big), big[5:10], big[::-1])
try:
    len(big)
except OverflowError as error:
    print(error)
for i in range(2 ** 63 - 2, 2 ** 63 + 2):
    print(i)
for i in range(-(2 ** 47) + 1, -(2 ** 47) - 2, -1):
    print(i)
