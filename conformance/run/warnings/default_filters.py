# Each text is shown once for a place; deprecations only where the main program causes them.
import warnings


def old():
    warnings.warn("old is old", DeprecationWarning, stacklevel=2)


warnings.warn("plain")
for number in range(3):
    warnings.warn("in a loop")
    warnings.warn(f"number {number}")
old()
for _ in range(2):
    old()
warnings.warn("pending", PendingDeprecationWarning)
warnings.warn("import", ImportWarning)
warnings.warn("resource", ResourceWarning)
warnings.warn("future", FutureWarning)
warnings.warn(SyntaxWarning("an instance"))
warnings.warn("too deep", stacklevel=9)
print(warnings.filters[0])
