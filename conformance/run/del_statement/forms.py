# del of names, attributes, items, slices and lists of targets.
a = b = c = d = 1
del a
del b, c
del (d)
for name in "abcd":
    print(name in globals(), end=" ")
class O: pass
o = O()
o.x = o.y = 1
l = list(range(10))
m = {"k": 1, "j": 2}
del o.x, l[0], l[1:3], l[-1], m["k"]
del [l[0], (m["j"])], (o.y)
print(l, m, vars(o))
del ()
x = [1]
y = x
del x
print(y)
def f(p):
    del p
    p = 2
    return p
print(f(1))
def delete_name():
    del undefined
def attr(): del o.x
def item(): del m["zz"]
def index(): del l[99]
def unsupported(): del (1, 2)[0]
def literal_str(): del "abc"[0]
def method(): del "abc".upper
def module_level():
    global gone
    del gone
for function in (delete_name, attr, item, index, unsupported, literal_str, method, module_level):
    try:
        function()
    except Exception as error:
        print(type(error).__name__, error)
