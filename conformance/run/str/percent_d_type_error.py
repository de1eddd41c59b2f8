# A TypeError from the method of an argument of %d is replaced; another error is not.
class R:
    def __init__(self, error):
        self.error = error

    def __index__(self):
        raise self.error


class I(R):
    def __int__(self):
        raise self.error


for template in "%d", "%x", "%o", "%i", b"%d", b"%x":
    for make in R, I:
        for error in TypeError("own"), ValueError("own"):
            try:
                template % make(error)
            except (TypeError, ValueError) as raised:
                print(template, type(raised).__name__, raised)
