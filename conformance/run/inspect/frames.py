# The frame of a suspended generator, coroutine or async generator.
import types


def generator(argument):
    local = argument
    yield local
    yield (
        local,
        frame.f_back is not None,
    )


@types.coroutine
def suspend():
    yield


async def inner():
    await suspend()


async def outer():
    x = 1
    await inner()


made = generator(5)
frame = made.gi_frame
print(frame.f_lineno, frame.f_code is made.gi_code, frame.f_back, frame is made.gi_frame, frame.f_globals is globals())
next(made)
print(frame.f_lineno, frame.f_locals["local"], frame.f_code.co_name, type(frame).__name__, frame.f_back)
try:
    frame.clear()
except RuntimeError as error:
    print(error)
print(next(made), frame.f_lineno)
made.close()
print(made.gi_frame, dict(frame.f_locals))
chain = outer()
print(chain.cr_frame.f_lineno)
chain.send(None)
print(chain.cr_frame.f_lineno, chain.cr_await.cr_frame.f_lineno, chain.cr_frame.f_locals["x"], chain.cr_frame.f_back)
chain.close()
print(chain.cr_frame)
fresh = generator(1)
fresh.gi_frame.clear()
print(list(fresh))
