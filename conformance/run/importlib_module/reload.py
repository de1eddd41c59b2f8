# A module that is loaded once more keeps its namespace; what is held elsewhere keeps its code.
import importlib
import sys
import counted
from counted import answer, Thing

thing = Thing()
counted.extra = "kept"
namespace = counted.__dict__
again = importlib.reload(counted)
print(again is counted, namespace is counted.__dict__, counted.count, counted.extra, counted.__name__, counted.__file__.endswith("__init__.py"))
print(answer is counted.answer, answer(), counted.answer(), Thing.made, counted.Thing.made, isinstance(thing, counted.Thing))
sys.refuse = True
try:
    importlib.reload(counted)
except ValueError as error:
    print(error, counted.count, sys.modules["counted"] is counted, counted.Thing.made)
sys.refuse = False
print(importlib.reload(counted).count)
import plant.branch.leaf
plant.branch.leaf.colour = "red"
print(importlib.reload(plant.branch.leaf).colour, importlib.reload(plant.branch).__path__ == plant.branch.__path__)
import math
print(importlib.reload(math) is math, importlib.reload(sys) is sys)
del sys.modules["counted"]
for module in counted, 5, "counted", plant.branch.leaf.root, sys.modules["__main__"]:
    try:
        print(importlib.reload(module).__name__)
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "name", None))
