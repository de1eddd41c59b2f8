# argv, version, limits and names that do not depend on the platform.
import sys
print(len(sys.argv), type(sys.argv[0]).__name__, sys.version_info[:2], sys.version_info >= (3, 13), sys.version_info.major, sys.maxsize == 2 ** 63 - 1, sys.maxunicode, __name__)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.implementation is not None, sys.getrecursionlimit(), type(sys.modules).__name__, "sys" in sys.modules, sys.intern("abc") == "abc")
print(sys.stdout.write("written\n"), sys.exc_info(), sys.exception())
try:
    sys.nope
except AttributeError as error:
    print(error)
