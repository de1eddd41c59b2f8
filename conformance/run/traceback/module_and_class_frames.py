# Frames of the module, a class body, a lambda, a comprehension and a generator.
def generator():
    yield 1
    raise KeyError("in generator")

def run():
    class Inside:
        values = [x for x in (lambda: generator())()]
    return Inside

run()
