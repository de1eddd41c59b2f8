# A coroutine is driven with send; its result is StopIteration's value.
class Pause:
    def __init__(self, name): self.name = name
    def __await__(self):
        answer = yield f"pause {self.name}"
        print("resumed", self.name, answer)
        return answer

async def work(a, b=2):
    print("start", a, b)
    x = await Pause("one")
    y = await Pause("two")
    return x, y

c = work(1)
print(type(c).__name__, c.cr_running, c.cr_suspended, c.cr_await)
print(c.send(None))
print(c.cr_suspended, c.cr_await is not None)
print(c.send("A"))
try:
    c.send("B")
except StopIteration as stop:
    print(stop.value)
print(c.cr_frame, c.cr_suspended)
try:
    c.send(None)
except RuntimeError as error:
    print(error)
print(c.close())
