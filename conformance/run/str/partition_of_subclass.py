# Without a hit partition gives the object itself, whatever its class.
class S(str): pass
class B(bytes): pass
class A(bytearray): pass
s, b, a = S("ab"), B(b"ab"), A(b"ab")
print([type(part).__name__ for part in s.partition("z") + s.rpartition("z") + s.partition("a")], s.partition("z")[0] is s)
print([type(part).__name__ for part in b.partition(b"z") + b.rpartition(b"z") + b.partition(b"a")], b.partition(b"z")[0] is b)
print([type(part).__name__ for part in a.partition(b"z") + a.rpartition(b"z") + a.partition(b"a")], a.partition(b"z")[0] is a)
t = S("a")
print([type(part).__name__ for part in s.partition(t) + s.rpartition(t)], s.partition(t)[1] is t)
