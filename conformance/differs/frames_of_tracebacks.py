"""The frames of two tracebacks are two objects, also where one running call caught both exceptions, and each stands at the
line that raised; CPython gives the frame itself, which goes on with the call.

Reason: a frame is a window of registers without an identity of its own; what a traceback keeps of it is the place.
Workaround: compare `tb_frame.f_code`, and read `tb_lineno`.
"""


def caught():
    try:
        raise ValueError("one")
    except ValueError as error:
        one = error.__traceback__
    try:
        raise ValueError("two")
    except ValueError as error:
        two = error.__traceback__
    print(one.tb_frame is two.tb_frame, one.tb_frame.f_code is two.tb_frame.f_code)
    print(one.tb_frame.f_lineno == one.tb_lineno)


caught()
