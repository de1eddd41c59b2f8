# The parts of math that have to run script code: iterables and numbers of a script's own.

def items(iterable):
    return [item for item in iterable]


def prod(iterable, start):
    result = start
    for item in iterable:
        result = result * item
    return result


def sumprod(p, q):
    from math import sumprod
    p = [item for item in p]
    q = [item for item in q]
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    for item in p:
        if type(item) not in (int, float, bool):
            break
    else:
        for item in q:
            if type(item) not in (int, float, bool):
                break
        else:
            return sumprod(p, q)
    total = 0
    for i, item in enumerate(p):
        total = total + item * q[i]
    return total


def fsum(iterable):
    from math import fsum
    return fsum([item for item in iterable])


def dist(p, q):
    from math import dist
    return dist(tuple(p), tuple(q))
