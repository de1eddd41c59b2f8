# Packages: parents run first, relative imports, `__package__`, `__path__`, submodules as attributes.
import sys
import pack.two
import pack.inner.deep as deep
print(pack.__name__, pack.renamed, deep.up, pack.two.value, deep is pack.inner.deep)
print(sorted(name for name in sys.modules if name.startswith("pack")))
from pack import three, inner
print(three is pack.three, inner.deep.sibling is pack.one, pack.__package__, three.__package__, __package__)
print([type(pack.__path__).__name__, pack.__file__.endswith("pack/__init__.py"), hasattr(three, "__path__")])
import pack.one as again, pack.inner
print(again.value, pack.inner.__doc__, pack.__doc__)
for name in "pack.nothing", "pack.one.more", "pack.nothing.more", "nothing.more":
    try:
        if name == "pack.nothing": import pack.nothing
        elif name == "pack.one.more": import pack.one.more
        elif name == "pack.nothing.more": import pack.nothing.more
        else: import nothing.more
    except ModuleNotFoundError as error:
        print(error, error.name)
try:
    from pack import nothing
except ImportError as error:
    print(type(error).__name__, str(error).replace(pack.__file__, "FILE"), error.name, error.path == pack.__file__)
