# Relative imports need a package.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def relative():
    from . import x
def deeper():
    from ..a.b import x
def missing():
    import nowhere.there
def inside():
    import math.there
def package():
    import asyncio.there
def twice():
    import math.there.more
def name():
    from sys import nope
for function in relative, deeper, missing, inside, package, twice, name:
    told(function)
