# Names are suggested that have a value in the frame: a local variable that has none yet is not.
import sys


def unbound():
    H0 = len(G0)
    return H0


def bound():
    H0 = 1
    return G0 + H0


def cell():
    def inner():
        return H0
    value = G0
    H0 = value
    return inner


def deleted():
    H0 = 1
    del H0
    return G0


for function in unbound, bound, cell, deleted:
    try:
        function()
    except NameError as error:
        sys.excepthook(type(error), error, error.__traceback__)
