# An exception in a module's body: its frames are shown, and the module is not there.
import sys
try:
    import pack.bad.missing
except ModuleNotFoundError as error:
    print(error, error.name, "pack.bad.missing" in sys.modules)
try:
    import pack.bad.raising
except ValueError as error:
    print(error, "pack.bad.raising" in sys.modules, hasattr(sys.modules["pack.bad"], "raising"))
import pack.bad.raising
