# What goes wrong when the generator yields too often or never, and which exceptions pass.
from contextlib import contextmanager


@contextmanager
def never():
    return
    yield


@contextmanager
def twice(catches=False):
    try:
        yield 1
    except ValueError:
        if not catches:
            raise
    yield 2


@contextmanager
def replaces():
    try:
        yield
    except ValueError as error:
        raise KeyError("other") from error


@contextmanager
def passes():
    yield


def attempt(what, body):
    try:
        body()
        print(what, "fine")
    except BaseException as error:
        print(what, type(error).__name__, error, "| cause", repr(error.__cause__), "| context", repr(error.__context__))


def run(manager, error=None):
    def body():
        with manager():
            if error is not None:
                raise error

    return body


attempt("never", run(never))
attempt("twice", run(twice))
attempt("twice after throw", run(lambda: twice(True), ValueError("v")))
attempt("twice raising", run(twice, ValueError("v")))
attempt("replaces", run(replaces, ValueError("v")))
attempt("stop", run(passes, StopIteration("s")))
attempt("runtime", run(passes, RuntimeError("r")))
attempt("exit", run(passes, SystemExit(3)))
manager = passes()
attempt("first", run(lambda: manager))
attempt("second", run(lambda: manager))
attempt("no arguments", lambda: passes(1))
