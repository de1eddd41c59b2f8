# __setattr__ and __delattr__ intercept; super() does the real work.
class C:
    def __init__(self):
        self.a = 1
    def __setattr__(self, name, value):
        print("setattr", name, value)
        if name == "frozen":
            raise AttributeError("cannot set frozen")
        super().__setattr__(name, value)
    def __delattr__(self, name):
        print("delattr", name)
        super().__delattr__(name)

c = C()
c.a += 1
c.__dict__["direct"] = "no hook"
del c.direct
print(c.__dict__)
for case in (lambda: setattr(c, "frozen", 1), lambda: delattr(c, "missing")):
    try:
        case()
    except AttributeError as error:
        print(error)
for c.loop in range(2):
    pass
c.x, c.y = 1, 2
object.__setattr__(c, "frozen", "forced")
print(c.frozen)
C.on_class = "no hook for the class"
