# The old value is loaded before the right side runs.
x = 1
def change():
    global x
    x = 100
    return 5

x += change()
print(x)
def local():
    y = 1
    def inner():
        nonlocal y
        y = 50
        return 2
    y += inner()
    return y

print(local())
a = [1]
b = a
a += (a := [9])
print(a, b)
d = {"k": 1}
def clear():
    d["k"] = 1000
    return 1

d["k"] += clear()
print(d)
lst = [0]
def grow():
    lst.append(1)
    return [2]

lst += grow()
print(lst)
