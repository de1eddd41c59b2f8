# sys.exit raises SystemExit with the given code.
import sys
for arguments in ((), (0,), (5,), ("message",), (None,), ((1, 2),), (True,)):
    try:
        sys.exit(*arguments)
    except SystemExit as error:
        print(repr(error), repr(error.code), error.args)
try:
    sys.exit(1, 2)
except TypeError as error:
    print(error)
try:
    try:
        sys.exit(3)
    except Exception:
        print("not an Exception")
    finally:
        print("finally runs")
except BaseException as error:
    print(type(error).__name__, error.code)
try:
    raise SystemExit("raised by hand")
except SystemExit as error:
    print(error, error.code)
print("exiting with 0")
sys.exit(0)
print("never")
