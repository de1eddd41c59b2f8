# `f_back` of a traceback's frame: the frames that the exception passed through, then those that still run.
def names(frame):
    found = []
    while frame is not None:
        found.append(f"{frame.f_code.co_name}:{frame.f_lineno}")
        frame = frame.f_back
    return found


def generator():
    yield 1
    raise ValueError("x")


def fails():
    for _ in generator():
        pass


def catches():
    try:
        fails()
    except ValueError as error:
        traceback = error.__traceback__
        while traceback is not None:
            frame = traceback.tb_frame
            print(frame.f_code.co_name, [name.partition(":")[0] for name in names(frame)])
            traceback = traceback.tb_next
    try:
        1 / 0
    except ZeroDivisionError as error:
        print(names(error.__traceback__.tb_frame.f_back), names(error.__traceback__.tb_frame)[1:])


def calls():
    catches()


calls()
try:
    fails()
except ValueError as error:
    print(names(error.__traceback__.tb_frame)[1:], error.__traceback__.tb_next.tb_frame.f_back.f_code.co_name)
