# throw enters at the innermost await; close raises GeneratorExit there.
class Pause:
    def __await__(self):
        try:
            yield "paused"
        except ValueError as error:
            print("innermost caught", error)
            return "recovered"
        finally:
            print("innermost finally")

async def middle():
    try:
        return await Pause()
    except KeyError as error:
        print("middle caught", error)
        return "from middle"
    finally:
        print("middle finally")

async def outer():
    try:
        return "outer", await middle()
    except GeneratorExit:
        print("outer exit")
        raise

for error in (ValueError("v"), KeyError("k"), TypeError("t")):
    c = outer()
    c.send(None)
    try:
        c.throw(error)
    except StopIteration as stop:
        print(stop.value)
    except TypeError as left:
        print("left", left)
c = outer()
c.send(None)
print(c.close(), c.close())
fresh = outer()
try:
    fresh.throw(IndexError("before the start"))
except IndexError as error:
    print(error)
print(outer().close())
