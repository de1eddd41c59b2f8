# A mapping proxy takes part in | as its mapping, and can be reversed.
class C: x = 1
p = C.__dict__
for f in (lambda: type({"q": 1} | p), lambda: type(p | {"q": 1}), lambda: list(reversed(p))[-1] != "", lambda: p | []):
    try: print(f())
    except TypeError as e: print(e)
import types
m = types.MappingProxyType({"a": 1, "b": 2})
print(m | {"a": 3}, {"a": 3, "c": 4} | m, m | m, list(reversed(m)))
