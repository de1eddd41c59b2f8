# os: the environment variables that the host gives, randomness, and names of the platform. Nothing of the process is changed.

from _os import variables as _variables
from _random import urandom

__all__ = [
    "altsep", "curdir", "pardir", "sep", "pathsep", "extsep", "linesep", "defpath", "name", "devnull", "environ",
    "fspath", "getenv", "urandom", "error",
]

name = "posix"
curdir, pardir, extsep, sep, altsep, pathsep, linesep = ".", "..", ".", "/", None, ":", "\n"
defpath = "/bin:/usr/bin"
devnull = "/dev/null"
error = OSError


def _text(value):
    if not isinstance(value, str):
        raise TypeError("str expected, not %s" % type(value).__name__)
    return value


class _Environ:
    def __init__(self, data):
        self._data = data

    def __getitem__(self, key):
        try:
            return self._data[_text(key)]
        except KeyError:
            raise KeyError(key) from None

    def __setitem__(self, key, value):
        value = _text(value)
        key = _text(key)
        if "\0" in key or "\0" in value:
            raise ValueError("embedded null byte")
        if "=" in key:
            raise ValueError("illegal environment variable name")
        if not key:
            raise OSError(22, "Invalid argument")
        self._data[key] = value

    def __delitem__(self, key):
        try:
            del self._data[_text(key)]
        except KeyError:
            raise KeyError(key) from None

    def __iter__(self):
        return iter(list(self._data))

    def __len__(self):
        return len(self._data)

    def __contains__(self, key):
        try:
            self[key]
        except KeyError:
            return False
        return True

    def __eq__(self, other):
        if isinstance(other, _Environ):
            return self._data == other._data
        return self._data == other if isinstance(other, dict) else NotImplemented

    __hash__ = None

    def __repr__(self):
        items = ", ".join(f"{key!r}: {value!r}" for key, value in self._data.items())
        return f"environ({{{items}}})"

    def __or__(self, other):
        return self._data | dict(other) if isinstance(other, (dict, _Environ)) else NotImplemented

    def __ror__(self, other):
        return dict(other) | self._data if isinstance(other, (dict, _Environ)) else NotImplemented

    def __ior__(self, other):
        self.update(other)
        return self

    def get(self, key, default=None):
        try:
            return self[key]
        except KeyError:
            return default

    def keys(self):
        return self._data.copy().keys()

    def values(self):
        return self._data.copy().values()

    def items(self):
        return self._data.copy().items()

    def copy(self):
        return self._data.copy()

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def update(self, other=(), /, **more):
        pairs = [(key, other[key]) for key in other.keys()] if hasattr(other, "keys") else other
        for key, value in pairs:
            self[key] = value
        for key, value in more.items():
            self[key] = value

    def pop(self, key, *default):
        if len(default) > 1:
            raise TypeError(f"pop expected at most 2 arguments, got {1 + len(default)}")
        try:
            value = self[key]
        except KeyError:
            if default:
                return default[0]
            raise
        del self[key]
        return value

    def popitem(self):
        for key in self:
            return key, self.pop(key)
        raise KeyError

    def clear(self):
        self._data.clear()


_Environ.__module__ = "os"
environ = _Environ(dict(_variables()))


def getenv(key, default=None):
    return environ.get(key, default)


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    kind = type(path)
    try:
        found = kind.__fspath__(path)
    except AttributeError:
        if hasattr(kind, "__fspath__"):
            raise
        raise TypeError("expected str, bytes or os.PathLike object, not " + kind.__name__) from None
    if isinstance(found, (str, bytes)):
        return found
    raise TypeError(f"expected {kind.__name__}.__fspath__() to return str or bytes, not {type(found).__name__}")
