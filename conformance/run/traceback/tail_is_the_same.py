# What a traceback showed before the exception came through more frames is the end of what it shows after.


def inner():
    raise ValueError("inner")


def middle():
    try:
        inner()
    except ValueError as error:
        middle.seen = error.__traceback__
        raise


def outer():
    middle()


try:
    outer()
except ValueError as error:
    trace = error.__traceback__
    print(trace.tb_next.tb_next is middle.seen, trace.tb_next is trace.tb_next)
    print(middle.seen.tb_frame.f_code.co_name, trace.tb_next.tb_next.tb_next is middle.seen.tb_next)


def other():
    raise KeyError("other").with_traceback(trace)


try:
    other()
except KeyError as error:
    print(error.__traceback__.tb_next.tb_next is trace, error.__traceback__.tb_next is trace)
    kept = error
try:
    raise kept
except KeyError as error:
    names = []
    step = error.__traceback__
    while step:
        names.append((step.tb_frame.f_code.co_name, step.tb_lineno))
        step = step.tb_next
    print(names)
    print(error.__traceback__.tb_next.tb_next.tb_next is trace)
try:
    raise KeyError("short").with_traceback(trace.tb_next)
except KeyError as error:
    print(error.__traceback__.tb_next is trace.tb_next)
    print(error.__traceback__.tb_next.tb_frame.f_back is not None)
