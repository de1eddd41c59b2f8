# The operators of a mappingproxy are those of what is behind it, and errors name that.
from types import MappingProxyType


class C:
    x = 1


class D(dict):
    def __or__(self, other):
        return "D or"

    def __ror__(self, other):
        return "D ror"


proxy, attributes, other = MappingProxyType({"a": 1, "b": 2}), C.__dict__, MappingProxyType(D())
for action in (lambda: proxy | {"c": 3}, lambda: {"a": 5, "c": 3} | proxy, lambda: proxy | proxy, lambda: proxy | [],
               lambda: [] | proxy, lambda: proxy | other, lambda: other | proxy, lambda: other | 1, lambda: 1 | other,
               lambda: type({"q": 1} | attributes).__name__, lambda: list(reversed(proxy)), lambda: proxy | 1,
               lambda: list(reversed(attributes))[-1]):
    try:
        print(action())
    except TypeError as error:
        print(error)
try:
    proxy |= {}
except TypeError as error:
    print(error)
print(proxy)
