"""What an attribute of sys holds is finalised at the end with all else, `__del__` and its prints included; CPython gives up
sys last, when nothing can be printed any more, and with it the globals of what it holds.

Reason: the order is that in which the objects are reached from the modules, of which sys is one. Workaround: do not leave
to the end what has to be told; delete the attribute.
"""
import sys


class Told:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print(self.name, "is released")


sys.held = Told("an attribute of sys")
print("end: CPython prints nothing after this line")
