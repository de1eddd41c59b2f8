# Predicates over objects.
import inspect
import math
import types


class C:
    x = property(lambda self: 1)
    __slots__ = ("y",)

    def method(self):
        """
        First line.

            Indented.
        """

    @classmethod
    def build(cls):
        pass


def generator():
    yield


async def coroutine():
    pass


async def async_generator():
    yield


@types.coroutine
def awaitable():
    yield


class Awaitable:
    def __await__(self):
        yield


made = coroutine()
things = [
    3, len, print, C, C(), C().method, C.method, C.build, C.x, C.y, math, generator, generator(), made, async_generator(),
    awaitable(), Awaitable(), [].append, str.upper, generator.__code__, int.__add__, type,
]
predicates = [
    "ismodule", "isclass", "isfunction", "ismethod", "isbuiltin", "isroutine", "isgenerator", "iscoroutine", "isasyncgen",
    "isawaitable", "iscode", "isdatadescriptor", "ismethoddescriptor", "ismemberdescriptor", "isgetsetdescriptor", "isframe",
]
for thing in things:
    print([name for name in predicates if getattr(inspect, name)(thing)])
made.close()
print(repr(inspect.getdoc(C.method)), inspect.getdoc(C), inspect.getmro(C) == (C, object))
print([name for name, value in inspect.getmembers(C, inspect.isfunction)])
