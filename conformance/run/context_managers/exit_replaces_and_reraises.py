# __exit__ may raise the same or another exception, or inspect sys.exception.
import sys
class Wrap:
    def __enter__(self): return self
    def __exit__(self, t, e, tb):
        print("current", repr(sys.exception()))
        if e is not None:
            raise RuntimeError("wrapped") from e

class Same:
    def __enter__(self): return self
    def __exit__(self, t, e, tb):
        raise e

try:
    with Wrap():
        raise ValueError("original")
except RuntimeError as error:
    print(repr(error), repr(error.__cause__), error.__suppress_context__)
with Wrap():
    pass
try:
    with Same():
        raise ValueError("again")
except ValueError as error:
    print(repr(error), repr(error.__context__))
try:
    with Same():
        pass
except TypeError as error:
    print(error)
print(sys.exception())
