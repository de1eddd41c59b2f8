# The traceback of an exception that passes a generator's context manager has no frame of the generator.
from contextlib import ExitStack, contextmanager


@contextmanager
def passing():
    yield


@contextmanager
def failing():
    try:
        yield
    finally:
        raise KeyError("while leaving")


def work():
    with ExitStack() as stack:
        stack.enter_context(passing())
        raise ValueError("deep")


try:
    with passing():
        work()
except ValueError as error:
    traceback = error.__traceback__
    while traceback is not None:
        print(traceback.tb_lineno, traceback.tb_frame.f_code.co_name)
        traceback = traceback.tb_next
with failing():
    work()
