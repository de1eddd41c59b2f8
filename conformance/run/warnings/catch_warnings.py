# Recorded warnings, filters for a block, and errors instead of warnings.
import warnings


def old():
    warnings.warn("old is old", DeprecationWarning, stacklevel=2)


async def forgotten():
    pass


with warnings.catch_warnings(record=True) as log:
    warnings.simplefilter("always")
    warnings.warn("recorded")
    warnings.warn("recorded", RuntimeWarning)
    old()
    forgotten()
for entry in log:
    print(entry.message, entry.category.__name__, entry.lineno, entry.line)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("raised")
    except UserWarning as error:
        print(repr(error))
    try:
        old()
    except DeprecationWarning as error:
        print(repr(error))
with warnings.catch_warnings(action="ignore"):
    warnings.warn("never seen")
warnings.warn("seen")
manager = warnings.catch_warnings()
try:
    manager.__exit__()
except RuntimeError as error:
    print(error)
with manager:
    try:
        manager.__enter__()
    except RuntimeError as error:
        print(error)
