# How the errors of `*` and `**` in a call name what is called: by its qualified name, or by its text where it has none.
class Named:
    def method(self): pass
    @staticmethod
    def static(): pass
    def __call__(self): pass
    def __str__(self): return "the text"


class Silent(Named):
    def __str__(self): raise KeyError("no text")


class Own(Named):
    __qualname__ = "Renamed"
    def __init__(self): self.__qualname__, self.__module__ = "own", None


class Asks(Named):
    def __getattr__(self, name):
        print("asked for", name)
        return "given" if name == "__qualname__" else 7


class Keys:
    def keys(self): return ["a"]
    def __getitem__(self, key): return key


five, text = 5, "text"
for callee in (five, text, None, [1], Named(), Silent(), Own(), Asks(), Named.static, Named.__dict__["static"], Named().method,
               len, "".join, (i for i in ())):
    for call in (lambda: callee(*7), lambda: callee(**7), lambda: callee(a=1, **{"a": 2}), lambda: callee(a=1, **Keys()),
                 lambda: callee(1, *7), lambda: callee(**{1: 2})):
        try: call()
        except (TypeError, KeyError) as error: print(repr(error))
