# What holds something is finalised before that.
import gc


class Told:
    def __init__(self, name, held=None):
        self.name = name
        self.held = held

    def __del__(self):
        print(self.name, "goes")


def steps(name, held=None):
    try:
        yield name
    finally:
        print(name, "ends", getattr(held, "name", None))


def drop(make):
    make()
    gc.collect()
    print()


def objects():
    Told("outer", Told("middle", Told("inner")))


def generators():
    inner = steps("inner generator")
    next(inner)
    outer = steps("outer generator", inner)
    next(outer)


def mixed():
    generator = steps("held by an object", Told("held by a generator"))
    next(generator)
    Told("object", generator)


def listed():
    inner = Told("in the list")
    Told("holds the list", [[inner]])


for make in objects, generators, mixed, listed:
    drop(make)
