# Objects that are alive when the program ends are finalised as the collector comes to them, with all they refer to.
class Told:
    def __init__(self, name, held=None):
        self.name = name
        self.held = held

    def __del__(self):
        print(self.name, "goes", label, self.held and self.held.name)


label = "module"
several = [Told("first"), Told("second")]
outer = Told("outer", Told("middle", Told("inner")))
_private = Told("private")
pair = (Told("in a tuple"),)
named = {"key": Told("in a dict")}
nested = [[Told("deep")], Told("shallow")]
one = Told("one")
other = Told("other", one)
one.held = other


class Holder:
    held = Told("class attribute")


last = Told("last")
print("end")
