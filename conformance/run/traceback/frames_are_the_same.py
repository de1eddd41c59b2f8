# What a traceback or a generator says of frames is the same object each time.
def inner():
    raise ValueError


def outer():
    inner()


try:
    outer()
except ValueError as error:
    first = error.__traceback__
    second, third = first.tb_next, first.tb_next.tb_next
    print(error.__traceback__ is first, first.tb_next is second, second.tb_next is third, third.tb_next)
    print(first.tb_frame is first.tb_frame, third.tb_frame is third.tb_frame, first.tb_frame is second.tb_frame)
    print(third.tb_frame.f_back is second.tb_frame, second.tb_frame.f_back is first.tb_frame)
    print([tb.tb_frame.f_code.co_name for tb in (first, second, third)])
    print({first.tb_frame: "module"}[third.tb_frame.f_back.f_back], first.tb_frame.f_back)


def steps():
    yield


async def work():
    pass


async def asteps():
    yield


generator, coroutine, agen = steps(), work(), asteps()
print(generator.gi_frame is generator.gi_frame, coroutine.cr_frame is coroutine.cr_frame, agen.ag_frame is agen.ag_frame)
frame = generator.gi_frame
next(generator)
print(generator.gi_frame is frame, next(generator, None), generator.gi_frame)
coroutine.close()
print(coroutine.cr_frame)
