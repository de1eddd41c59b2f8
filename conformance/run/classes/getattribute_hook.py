# __getattribute__ sees every access; AttributeError from it falls to __getattr__.
class C:
    x = 1
    def __getattribute__(self, name):
        print("getattribute", name)
        if name == "blocked":
            raise AttributeError("blocked!")
        return object.__getattribute__(self, name)
    def __getattr__(self, name):
        print("getattr", name)
        return "fallback"
    def method(self):
        return self.x

c = C()
print(c.x)
print(c.method())
print(c.blocked)
print(c.missing)
c.y = 5
print(c.y, len(c.__dict__))
class NoFallback:
    def __getattribute__(self, name):
        raise AttributeError(name * 2)

try:
    NoFallback().ab
except AttributeError as error:
    print(error)
print(hasattr(NoFallback(), "x"), type(NoFallback()).__name__)
