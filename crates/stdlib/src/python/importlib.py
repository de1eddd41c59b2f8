# importlib: imports by name, and modules loaded once more.

import sys as _sys
from _importlib import begin as _begin, end as _end, forget as _forget, reload as _reload

__all__ = ["import_module", "invalidate_caches", "reload"]


# Loaders are asked anew each time: there is nothing to forget.
def invalidate_caches():
    pass


def _absolute(name, package, level):
    if not isinstance(name, str):
        raise TypeError(f"module name must be str, not {type(name)}")
    if level == 0:
        if not name:
            raise ValueError("Empty module name")
        return name
    if not isinstance(package, str):
        raise TypeError("__package__ not set to a string")
    parts = package.rsplit(".", level - 1)
    if len(parts) < level:
        raise ImportError("attempted relative import beyond top-level package")
    return f"{parts[0]}.{name}" if name else parts[0]


def import_module(name, package=None):
    level = 0
    if name.startswith("."):
        if not package:
            raise TypeError(f"the 'package' argument is required to perform a relative import for {name!r}")
        level = len(name) - len(name.lstrip("."))
    name = _absolute(name[level:], package, level)
    if _sys.modules.get(name) is not None:
        return _sys.modules[name]
    end = -1
    while end < len(name):
        end = name.find(".", end + 1)
        if end < 0:
            end = len(name)
        begun = _begin(name[:end])
        if begun is not None:
            module, body = begun
            try:
                body()
            except BaseException:
                _forget(module)
                raise
            _end(module)
    return _sys.modules[name]


_reloading = {}


def reload(module):
    try:
        name = module.__name__
    except AttributeError:
        raise TypeError("reload() argument must be a module") from None
    if _sys.modules.get(name) is not module:
        raise ImportError(f"module {name} not in sys.modules", name=name)
    if name in _reloading:
        return _reloading[name]
    _reloading[name] = module
    try:
        parent = name.rpartition(".")[0]
        if parent and parent not in _sys.modules:
            raise ImportError(f"parent {parent!r} not in sys.modules", name=parent)
        body = _reload(name, module)
        if body is not None:
            body()
        return _sys.modules[name]
    finally:
        del _reloading[name]
