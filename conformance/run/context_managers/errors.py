# Missing methods, errors in __enter__ and __exit__, and replaced exceptions.
class NoExit:
    def __enter__(self): pass
class NoEnter:
    def __exit__(self, *e): pass
class FailEnter:
    def __enter__(self): raise ValueError("enter failed")
    def __exit__(self, *e): print("never")
class FailExit:
    def __enter__(self): print("entered")
    def __exit__(self, *e): raise KeyError("exit failed")
class M:
    def __enter__(self): return 5
    def __exit__(self, t, e, tb): print("M exit", t and t.__name__)

def attempt(make):
    try:
        with make(): print("body")
    except Exception as error:
        print(type(error).__name__, error, repr(error.__context__))

attempt(lambda: 5)
attempt(NoExit)
attempt(NoEnter)
attempt(FailEnter)
attempt(FailExit)
attempt(lambda: None)
try:
    with M(), FailEnter(): print("never")
except ValueError as error:
    print(error)
try:
    with FailExit(): raise IndexError("body")
except KeyError as error:
    print(error, repr(error.__context__))
try:
    with M() as (a, b): print("never")
except TypeError as error:
    print(error)
m = M()
m.__exit__ = lambda *e: print("instance exit is not used")
with m: pass
