# A name read earlier in an expression keeps its old value when it is rebound later in it.
x = 1
print(x + (x := 10), x)
print((x := 5) + x, x)
print([x, (x := 6), x], (x, x := 7, x)[2], x)
def f():
    y = 1
    total = y + (y := 2) * y + y
    pair = y, (y := "new"), y
    compare = y == (y := "other")
    called = max(y, (y := "zzz"), y)
    indexed = [10, 20, 30][(i := 1)] + i
    return total, pair, compare, called, indexed, y

print(f())
def g(n):
    n += (n := 5) + n
    return n

print(g(100))
a = [1, 2, 3]
a[0], a = (a := [7])[0], a
print(a)
def h(s):
    return f"{s} {(s := 'b')} {s}", s + (s := "c") + s

print(h("a"))
