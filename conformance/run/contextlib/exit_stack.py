# A stack of managers and callbacks that unwinds in reverse, with the contexts of nested with statements.
from contextlib import ExitStack, contextmanager


@contextmanager
def manager(name, fails=None, swallows=False):
    print("enter", name)
    try:
        yield name
    except Exception as error:
        print(name, "sees", repr(error))
        if not swallows:
            raise
    finally:
        print("exit", name)
        if fails is not None:
            raise fails


with ExitStack() as stack:
    names = [stack.enter_context(manager(name)) for name in "ab"]
    stack.callback(print, "callback", sep="-")
    stack.push(lambda *details: print("pushed", details))
    print(names)

with ExitStack() as stack:
    stack.enter_context(manager("outer", swallows=True))
    stack.enter_context(manager("inner", fails=KeyError("from inner")))
    raise ValueError("body")

try:
    with ExitStack() as stack:
        stack.enter_context(manager("one", fails=KeyError("one")))
        stack.enter_context(manager("two", fails=IndexError("two")))
        raise ValueError("body")
except KeyError as error:
    while error is not None:
        print("chain", repr(error))
        error = error.__context__

with ExitStack() as stack:
    stack.callback(print, "moved")
    kept = stack.pop_all()
print("left")
kept.close()
try:
    ExitStack().enter_context(3)
except TypeError as error:
    print(error)


@stack.push
def swallow(kind, error, traceback):
    print("swallow", kind)
    return True


with stack:
    raise OSError("x")
print(swallow.__name__)
