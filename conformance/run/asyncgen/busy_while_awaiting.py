# While the body awaits something the generator is running, also when somebody has looked at it.
class Outside:
    def __init__(self, name): self.name = name
    def __await__(self): return (yield self.name)

async def g():
    try:
        print("got", await Outside("first"))
        print("sent", (yield "one"))
        print("got", await Outside("second"))
    finally:
        await Outside("last")
        print("closed")

a = g()
step = a.__anext__()
print(step.send(None), a.ag_running, a.ag_await is not None)
for other in (a.asend(1), a.aclose(), a.athrow(ValueError)):
    try:
        other.send(None)
    except RuntimeError as error:
        print(error)
try:
    step.send("x")
except StopIteration as stop:
    print("yielded", stop.value, a.ag_running)
step = a.asend("y")
print(step.send(None))
print(step.throw(ValueError("thrown")))
try:
    step.send("z")
except ValueError as error:
    print(error, a.ag_running, a.ag_frame)
