# Modules imported by name: parents first, relative names, what is refused.
import importlib
import sys

leaf = importlib.import_module("plant.branch.leaf")
print(leaf.__name__, leaf.colour, "plant.branch" in sys.modules, sys.modules["plant"].branch.leaf is leaf)
print(importlib.import_module("plant.branch.leaf") is leaf, importlib.import_module("math").floor(2.5))
print(importlib.import_module(".leaf", "plant.branch") is leaf, importlib.import_module("..root", "plant.branch").__package__)
print(importlib.import_module(".", "plant") is sys.modules["plant"], importlib.import_module("collections").deque([1]))
for arguments in (
    ("nothing",), ("plant.nothing",), ("plant.branch.leaf.more",), ("nothing.more",), (".leaf",), ("...leaf", "plant.branch"),
    ("....leaf", "plant.branch"), ("",), (".leaf", 5), ("plant.failing",), ("plant.failing",),
):
    try:
        print(importlib.import_module(*arguments))
    except Exception as error:
        print(type(error).__name__, error, getattr(error, "name", None))
print("plant.failing" in sys.modules, importlib.invalidate_caches())
sys.modules["plant.none"] = None
try:
    importlib.import_module("plant.none")
except ImportError as error:
    print(type(error).__name__, error)
