# `__init__` imported by its name is a module of its own inside the package, and no package.
import cyclic
import cyclic.__init__ as init
print(init.__name__, init.__package__, hasattr(init, "__path__"), init is cyclic, init is cyclic.__init__)
