# Names, frame and state of coroutine objects and functions.
class Pause:
    def __await__(self): yield 1

async def inner(): await Pause()
async def outer(): await i

i, o = inner(), outer()
print(o.__name__, o.__qualname__, o.cr_code.co_name, o.cr_frame is not None, o.cr_running, o.cr_suspended, o.cr_await, o.cr_origin)
o.send(None)
print(o.cr_await is i, type(i.cr_await).__name__, o.cr_suspended, i.cr_suspended)
o.__name__ = "renamed"
print(o.__name__, repr(o).split(" at ")[0])
for case in (lambda: setattr(o, "__name__", 5), lambda: setattr(o, "cr_running", 1), lambda: setattr(o, "x", 1), lambda: o.nope):
    try:
        case()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
o.close()
print(o.cr_frame, o.cr_await, i.cr_frame, o.cr_suspended)
class C:
    async def method(self): return self
    @classmethod
    async def c(cls): return cls.__name__
    @staticmethod
    async def s(x): return x
    async def __call__(self): return "called"

def result(coro):
    try: coro.send(None)
    except StopIteration as stop: return stop.value

obj = C()
print(result(obj.method()) is obj, result(C.c()), result(C.s(3)), result(obj()), type(inner).__name__)
