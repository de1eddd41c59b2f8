# What is suspended when the program ends is closed while its module is still whole.
import sys

marker = "module"


def steps(name, *held):
    try:
        yield name
    finally:
        print(name, "ends", marker, sys.version_info[0], held and held[0])


async def asteps(name):
    try:
        yield name
    finally:
        print(name, "ends", marker)


def started(generator):
    next(generator)
    return generator


in_list = [started(steps("in a list")), started(steps("last of a list"))]
_private = started(steps("private"))
alone = started(steps("alone"))
circle = [started(steps("in a circle"))]
circle.append(circle)
in_dict = {"key": started(steps("in a dict"))}
holder = started(steps("holder", started(steps("held"))))
agen = asteps("asynchronous")
try:
    agen.__anext__().send(None)
except StopIteration as error:
    print(error.value)


def default(held=started(steps("default"))):
    pass


class Holder:
    held = started(steps("class attribute"))


def closure():
    held = started(steps("closure"))
    return lambda: held


function = closure()
lost = [started(steps("lost"))]
lost.append(lost)
del lost
print("end", marker)
