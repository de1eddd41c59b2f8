# The else clause runs unless the loop was left by break.
for i in range(3):
    if i == 1:
        break
else:
    print("not printed")
print(i)
n = 3
while n:
    n -= 1
    if n == 1:
        continue
else:
    print("while else", n)
while True:
    break
else:
    print("not printed")
for i in []:
    pass
else:
    print("empty else")
for i in range(2):
    for j in range(3):
        if j == i:
            break
    else:
        print("inner else")
        continue
    print("inner break", i, j)
else:
    print("outer else")
def f():
    for x in [1]:
        return "returned"
    else:
        print("not printed")

print(f())
