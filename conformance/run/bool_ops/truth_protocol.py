# __bool__ wins over __len__; wrong results raise.
class Length:
    def __init__(self, n):
        self.n = n
    def __len__(self):
        return self.n

class Both:
    def __bool__(self):
        return False
    def __len__(self):
        return 5

class Wrong:
    def __bool__(self):
        return 1

class Raises:
    def __bool__(self):
        raise ValueError("no truth")

print(bool(Length(0)), bool(Length(2)), bool(Both()), bool(object()))
for value in (Wrong(), Length(-1), Length("x"), Raises(), Length(2 ** 70)):
    try:
        print(bool(value))
    except Exception as error:
        print(type(error).__name__, error)
    try:
        if value:
            print("true")
    except Exception as error:
        print(type(error).__name__, error)
