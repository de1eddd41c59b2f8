# Mapping patterns: extra keys are allowed, ** takes the rest, keys may be dotted names.
class Keys:
    ID = "id"

def f(x):
    match x:
        case {"type": "point", "x": x, "y": y}: return ("point", x, y)
        case {"type": str(kind), **rest}: return ("typed", kind, rest)
        case {Keys.ID: int(n)}: return ("id", n)
        case {1: _, None: value}: return ("odd keys", value)
        case {"a": {"b": [first, *_]}}: return ("nested", first)
        case {}: return ("any mapping", len(x))
        case _: return "no mapping"

for x in ({"type": "point", "x": 1, "y": 2, "z": 3}, {"type": "line", "n": 1}, {"id": 5}, {"id": "x"}, {1: 2, None: "v"}, {"a": {"b": [7, 8]}}, {}, {"type": 5}, [("type", 1)], {"a": {"b": "str"}}):
    print(f(x))
class Default(dict):
    def __missing__(self, key): return "made up"

match Default(a=1):
    case {"b": b}: print("never", b)
    case {"a": a}: print(a)
match {"k": 1}:
    case {"k": 1, **rest}: print(rest)
x = {"k": 1, "l": 2}
match x:
    case {"k": k, **others}: others["m"] = 3
print(x, others)
