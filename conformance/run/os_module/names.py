# Names of the platform, paths of objects, random bytes.
import os

print(os.name, os.sep, os.altsep, os.pathsep, os.extsep, repr(os.linesep), os.curdir, os.pardir, os.devnull, os.error)


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


print(os.fspath("a"), os.fspath(b"b"), os.fspath(Path("c")), len(os.urandom(12)), type(os.urandom(0)).__name__)
for work in (lambda: os.fspath(1), lambda: os.fspath(Path(2)), lambda: os.urandom(-1), lambda: os.urandom("1")):
    try:
        print(work())
    except Exception as error:
        print(type(error).__name__, error)
