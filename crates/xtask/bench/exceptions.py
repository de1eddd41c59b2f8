# group: objects
# Raising and catching at three depths, with finally blocks.
class Odd(ValueError):
    pass


def check(n):
    if n % 2:
        raise Odd(n)
    return n


def guarded(n):
    try:
        return check(n)
    finally:
        pass


caught = total = 0
for i in range(300_000):
    try:
        total += guarded(i)
    except Odd as error:
        caught += error.args[0] & 7
print(caught, total)
