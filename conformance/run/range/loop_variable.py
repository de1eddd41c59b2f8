# Assigning to the loop variable does not disturb the loop; it keeps its last value.
for i in range(4):
    print(i, end=" ")
    i = 100
print(i)
for i in range(0):
    pass
print(i)
n = 3
for j in range(n):
    n = 10
print(j, n)
for k in range(5, 0, -2):
    print(k, end=" ")
print()
iterator = iter(range(3))
for a in iterator:
    for b in iterator:
        print(a, b)
