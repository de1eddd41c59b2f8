# `from package import *` loads the submodules that `__all__` names; a name that is not there is an error.
from strict import *
print(known, part.__name__, "hidden" in globals())
try:
    from strict.wrong import *
except AttributeError as error:
    print(error)
print(there)
try:
    from strict.bad_all import *
except TypeError as error:
    print(error)
