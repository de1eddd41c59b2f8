# A generator with one yield as a context manager.
from contextlib import contextmanager


@contextmanager
def tag(name, swallows=()):
    """Writes a tag."""
    print(f"<{name}>")
    try:
        yield name.upper()
    except swallows as error:
        print("swallowed", repr(error))
    finally:
        print(f"</{name}>")


with tag("a") as outer, tag("b") as inner:
    print(outer, inner)
with tag("c", ValueError):
    raise ValueError("gone")
try:
    with tag("d", ValueError):
        raise KeyError("kept")
except KeyError as error:
    print("out", repr(error), error.__context__, error.__cause__)
print(tag.__name__, tag.__doc__, tag.__wrapped__.__name__)


@tag("decorated")
def work(x):
    print("work", x)
    return x * 2


print(work(1), work(x=2), work.__name__)
for number in range(2):
    with tag(str(number)):
        if number:
            break
        continue


def returns():
    with tag("r"):
        return "value"


print(returns())
