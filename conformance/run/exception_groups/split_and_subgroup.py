# split, subgroup and derive keep the nesting and the metadata.
g = ExceptionGroup("top", [ValueError(1), ExceptionGroup("in", [KeyError(2), ValueError(3)]), TypeError(4)])
g.add_note("note")
match, rest = g.split(ValueError)
print(repr(match))
print(repr(rest))
print(match.__notes__, rest.__notes__)
print(repr(g.subgroup(KeyError)), g.subgroup(OSError), g.subgroup(Exception) is g, g.split(OSError)[0], g.split(OSError)[1] is g)
print(repr(g.subgroup((KeyError, TypeError))), repr(g.subgroup(lambda e: isinstance(e, ValueError) and e.args[0] > 2)))
class Own(ExceptionGroup):
    def derive(self, exceptions):
        return Own(self.message + " derived", exceptions)

own = Own("own", [ValueError(1), KeyError(2)])
print([repr(part) for part in own.split(KeyError)], type(own.subgroup(KeyError)).__name__)
for bad in (5, "x", [ValueError]):
    try:
        g.split(bad)
    except TypeError as error:
        print(error)
