# args, str and repr of built-in exceptions.
for error in (Exception(), Exception("a"), Exception("a", 1), ValueError(None), ValueError(""), KeyError("k"), KeyError(), KeyError(1, 2), KeyError("a\n"), IndexError([1]), OSError(2, "No such file"), OSError("one"), OSError(1, "a", "file"), StopIteration(), StopIteration(5), SystemExit(3), SystemExit(), AttributeError("x"), NameError("n"), ImportError("i"), Exception(Exception("nested")), Exception(("t",))):
    print(type(error).__name__, repr(str(error)), repr(error), error.args)
print(StopIteration(7).value, StopIteration().value, SystemExit(4).code, SystemExit().code, OSError(2, "m").errno, OSError(2, "m").strerror, type(OSError(2, "m")).__name__, KeyError("q").args[0])
error = ValueError("a")
error.args = ("b", 2)
print(error, repr(error))
error.args = "xy"
print(error.args)
error.extra = 1
print(error.__dict__, ValueError("a") == ValueError("a"))
for case in (lambda: ValueError(k=1), lambda: setattr(error, "args", 5), lambda: setattr(error, "__cause__", 5), lambda: setattr(error, "__traceback__", 5), lambda: delattr(error, "args"), lambda: error.nope):
    try:
        case()
    except (TypeError, AttributeError) as failure:
        print(failure)
