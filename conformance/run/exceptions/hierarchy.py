# The built-in exception tree.
for cls in (BaseException, Exception, ArithmeticError, ZeroDivisionError, OverflowError, FloatingPointError, LookupError, KeyError, IndexError, ValueError, UnicodeError, UnicodeDecodeError, TypeError, NameError, UnboundLocalError, AttributeError, RuntimeError, RecursionError, NotImplementedError, StopIteration, StopAsyncIteration, GeneratorExit, KeyboardInterrupt, SystemExit, AssertionError, ImportError, ModuleNotFoundError, OSError, FileNotFoundError, PermissionError, TimeoutError, EOFError, MemoryError, SyntaxError, IndentationError, Warning, DeprecationWarning, ExceptionGroup, BaseExceptionGroup, IOError):
    print([k.__name__ for k in cls.__mro__[:-1]])
print(IOError is OSError, EnvironmentError is OSError)
