# += on a name makes a new string; other references keep the old one.
a = "x"
b = a
a += "y"
print(a, b)
parts = ""
for i in range(300):
    parts += chr(97 + i % 26)
print(len(parts), parts[:30], parts[-5:], parts.count("a"))
s = "abc"
t = s
s *= 2
print(s, t)
try:
    s.attribute = 1
except AttributeError as error:
    print(error)
try:
    s.upper = 1
except AttributeError as error:
    print(error)
