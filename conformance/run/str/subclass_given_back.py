# partition() without a hit gives back the object itself, of a subclass too.
class S(str):
    pass


s = S("abc")
print([type(part).__name__ for part in s.partition("z")], s.partition("z")[0] is s)
print([type(part).__name__ for part in s.rpartition("z")], s.rpartition("z")[2] is s)
print([type(part).__name__ for part in s.partition(S("b"))], [type(part).__name__ for part in s.rpartition("b")])
