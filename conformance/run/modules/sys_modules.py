# sys.modules is what an import looks into, and what a module may change.
import sys
print(sorted(name for name in sys.modules if name in ("sys", "builtins", "__main__")))
for name in sys.modules:
    sorted(letter for letter in "ab")
    max([1], key=lambda value: -value)
class Stand:
    __name__ = 'stand'
    value = 5
sys.modules["stand"] = Stand()
sys.modules["stand.inside"] = Stand
sys.modules["halted"] = None
import stand, stand.inside as inside
from stand import value
print(stand.value, value, inside is Stand)
for attempt in range(3):
    try:
        if attempt == 0: import halted
        elif attempt == 1: from stand import nothing
        else: import stand.nothing
    except ImportError as error:
        print(type(error).__name__, error)
