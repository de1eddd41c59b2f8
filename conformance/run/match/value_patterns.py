# Dotted names compare with ==; plain names capture.
class Color:
    RED, GREEN = 1, 2
    class Deep:
        BLUE = 3

class Loud:
    def __eq__(self, other):
        print("compare with", other)
        return other == Color.GREEN

def f(x):
    match x:
        case Color.RED: return "red"
        case Color.GREEN | Color.Deep.BLUE: return "green or blue"
        case RED: return ("captured", RED)

print(f(1), f(2), f(3), f(4), f(1.0))
print(f(Loud()))
try:
    match 1:
        case Color.PURPLE: pass
except AttributeError as error:
    print(error)
match [1, 3]:
    case [Color.RED, Color.Deep.BLUE]: print("sequence of values")
match {"c": 2}:
    case {"c": Color.GREEN}: print("mapping of values")
