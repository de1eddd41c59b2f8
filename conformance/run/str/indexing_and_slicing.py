# Indexing by characters, not bytes; slices clip, indices do not.
s = "aé日😀z"
print(len(s), s[0], s[1], s[-1], s[-2], s[2], s[1:3], s[::-1], s[::2], s[-3:], s[:-3], s[10:], s[3:1], s[-100:2], s[4:0:-2], s[True])
print([c for c in s], [s[i] for i in range(-5, 5)], s[None:None:None], s[:] is s)
class Two:
    def __index__(self):
        return 2

print(s[Two()], s[Two():], s[:Two()])
for index in (5, -6, "a", 1.0, None, 2 ** 70, (0, 1)):
    try:
        print(s[index])
    except (IndexError, TypeError) as error:
        print(type(error).__name__, error)
try:
    s[0] = "b"
except TypeError as error:
    print(error)
try:
    del s[0]
except TypeError as error:
    print(error)
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s["a":]
except TypeError as error:
    print(error)
