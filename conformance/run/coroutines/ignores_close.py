# A coroutine that awaits again while it is closed has ignored GeneratorExit.
class Pause:
    def __await__(self):
        try:
            yield "paused"
        finally:
            print("finally")

async def ignores():
    try:
        await Pause()
    except GeneratorExit:
        await Pause()
    return "went on"

c = ignores()
print(c.send(None))
try:
    c.close()
except RuntimeError as error:
    print(error)
print(c.cr_suspended)
try:
    c.send(None)
except StopIteration as stop:
    print(stop.value)
