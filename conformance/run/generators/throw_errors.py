# Arguments of throw() that are refused.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def g():
    yield 1
told(g().throw, 5)
told(g().throw, int)
told(g().throw)
told(g().throw, ValueError("x"), 5)
told(g().throw, ValueError, 5, 5)
told(g().throw, ValueError, "text")
told(g().throw, ValueError, None, None)
told(g().send, 5)
async def c():
    pass
def awaits(value):
    class A:
        def __await__(self):
            return value
    async def run():
        await A()
    return run().send(None)
told(awaits, 5)
told(awaits, iter([7]))
told(awaits, (i for i in [8]))
