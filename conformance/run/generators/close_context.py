# The GeneratorExit of close() has the exception that its caller handles as its context.
def failing():
    try:
        yield 1
    finally:
        raise KeyError("exit")


def ignoring():
    try:
        yield 1
    except GeneratorExit:
        yield 3


def outer(inner):
    yield from inner


def told(generator):
    next(generator)
    try:
        generator.close()
    except (KeyError, RuntimeError) as error:
        chain = []
        while error is not None:
            chain.append(repr(error))
            error = error.__context__
        print(*chain)


for make in failing, ignoring:
    for depth in range(3):
        def nested():
            generator = make()
            for _ in range(depth):
                generator = outer(generator)
            return generator
        told(nested())
        try:
            1 / 0
        except ZeroDivisionError:
            told(nested())
