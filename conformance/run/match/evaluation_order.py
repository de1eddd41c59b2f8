# The subject is evaluated once; patterns and guards run top to bottom, left to right.
class T:
    def __init__(self, name): self.name = name
    def __getattribute__(self, name):
        print("get", name)
        return object.__getattribute__(self, name)

def subject():
    print("subject")
    return T("n")

def guard(n, result):
    print("guard", n)
    return result

match subject():
    case T(name="x"): print("x")
    case T(name=m) if guard(1, False): print("1")
    case T(name=m) if guard(2, []): print("2")
    case T() if guard(3, "truthy"): print("3", m)
    case _ if guard(4, True): print("never")
class Seq(list):
    def __len__(self):
        print("len")
        return super().__len__()
    def __getitem__(self, i):
        print("item", i)
        return super().__getitem__(i)

match Seq([1, 2, 3]):
    case [5, _]: print("no")
    case [1, 9, *_]: print("no")
    case [1, *_, 3]: print("yes")
