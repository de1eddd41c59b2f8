# ExceptionGroup: message, exceptions, nesting, str and repr, construction errors.
g = ExceptionGroup("msg", [ValueError(1), ExceptionGroup("inner", [KeyError("k"), TypeError()])])
print(g, repr(g), g.message, len(g.exceptions), g.args[0], isinstance(g, Exception))
print(type(BaseExceptionGroup("b", [ValueError()])).__name__, type(BaseExceptionGroup("b", [KeyboardInterrupt()])).__name__)
print(str(ExceptionGroup("one", [OSError("x")])), g.exceptions[1].exceptions)
cases = [lambda: ExceptionGroup("m", []), lambda: ExceptionGroup("m"), lambda: ExceptionGroup(5, [ValueError()]), lambda: ExceptionGroup("m", [5]), lambda: ExceptionGroup("m", [ValueError]), lambda: ExceptionGroup("m", 5), lambda: ExceptionGroup("m", [KeyboardInterrupt()]), lambda: ExceptionGroup("m", ValueError()), lambda: ExceptionGroup()]
for case in cases:
    try:
        print(case())
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
