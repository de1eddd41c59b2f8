# Errors inside f-strings at run time.
class Bad:
    def __format__(self, spec):
        return 5

class Str:
    def __str__(self):
        return 1
    def __repr__(self):
        return None

for case in (lambda: f"{Bad()}", lambda: f"{Str()}", lambda: f"{Str()!r}", lambda: f"{'a':d}", lambda: f"{1:s}", lambda: f"{[]:5}", lambda: f"{object:>30}", lambda: f"{None:x}", lambda: f"{1:{'a'}}", lambda: f"{nope}", lambda: f"{1/0}", lambda: f"{1.5:{-3}}", lambda: f"{'a':{None}}", lambda: f"{():x}"):
    try:
        print(case())
    except Exception as error:
        print(type(error).__name__, error)
