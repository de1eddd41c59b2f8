# functools: functions over functions.

from types import GenericAlias as _GenericAlias, MethodType as _MethodType, UnionType as _UnionType

__all__ = [
    "update_wrapper", "wraps", "WRAPPER_ASSIGNMENTS", "WRAPPER_UPDATES", "total_ordering", "cache", "cmp_to_key",
    "lru_cache", "reduce", "partial", "partialmethod", "singledispatch", "singledispatchmethod", "cached_property",
]

WRAPPER_ASSIGNMENTS = ("__module__", "__name__", "__qualname__", "__doc__", "__annotations__", "__type_params__")
WRAPPER_UPDATES = ("__dict__",)


def update_wrapper(wrapper, wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    for name in assigned:
        try:
            value = getattr(wrapped, name)
        except AttributeError:
            pass
        else:
            setattr(wrapper, name, value)
    for name in updated:
        getattr(wrapper, name).update(getattr(wrapped, name, {}))
    wrapper.__wrapped__ = wrapped
    return wrapper


def wraps(wrapped, assigned=WRAPPER_ASSIGNMENTS, updated=WRAPPER_UPDATES):
    return partial(update_wrapper, wrapped=wrapped, assigned=assigned, updated=updated)


_missing = object()


def reduce(function, iterable, initial=_missing, /):
    iterator = iter(iterable)
    if initial is _missing:
        for value in iterator:
            break
        else:
            raise TypeError("reduce() of empty iterable with no initial value")
    else:
        value = initial
    for item in iterator:
        value = function(value, item)
    return value


class partial:
    def __new__(cls, func=_missing, /, *args, **keywords):
        if func is _missing:
            raise TypeError("type 'partial' takes at least one argument")
        if not callable(func):
            raise TypeError("the first argument must be callable")
        if type(func) is partial and not func.__dict__:
            args = func.args + args
            keywords = {**func.keywords, **keywords}
            func = func.func
        self = object.__new__(cls)
        _set_partial(self, func, args, keywords)
        return self

    __slots__ = ("_parts", "__dict__", "__weakref__")

    func = property(lambda self: self._parts[0], doc="function object to use in future partial calls")
    args = property(lambda self: self._parts[1], doc="tuple of arguments to future partial calls")
    keywords = property(lambda self: self._parts[2], doc="dictionary of keyword arguments to future partial calls")

    def __call__(self, /, *args, **keywords):
        func, first, named = self._parts
        return func(*first, *args, **named, **keywords) if not keywords else func(*first, *args, **{**named, **keywords})

    def __repr__(self):
        func, args, keywords = self._parts
        if any([running is self for running in _reprs]):
            return "..."
        _reprs.append(self)
        try:
            parts = [repr(func)]
            parts.extend([repr(arg) for arg in args])
            parts.extend([f"{name}={value!r}" for name, value in keywords.items()])
        finally:
            _reprs.pop()
        cls = type(self)
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        from warnings import warn

        message = (
            "functools.partial will be a method descriptor in future Python versions; wrap it in staticmethod() if you "
            "want to preserve the old behavior"
        )
        warn(message, FutureWarning, 2)
        return self

    __class_getitem__ = classmethod(_GenericAlias)


_reprs = []


def _set_partial(instance, func, args, keywords):
    partial._parts.__set__(instance, (func, args, keywords))


class partialmethod:
    def __init__(self, func, /, *args, **keywords):
        if isinstance(func, partialmethod):
            self.func = func.func
            self.args = func.args + args
            self.keywords = {**func.keywords, **keywords}
            return
        if not callable(func) and getattr(func, "__get__", None) is None:
            raise TypeError(f"the first argument {func!r} must be a callable or a descriptor")
        self.func = func
        self.args = args
        self.keywords = keywords

    def __repr__(self):
        cls = type(self)
        parts = [repr(self.func)]
        parts.extend([repr(arg) for arg in self.args])
        parts.extend([f"{name}={value!r}" for name, value in self.keywords.items()])
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"

    def _make_unbound_method(self):
        def _method(cls_or_self, /, *args, **keywords):
            return self.func(cls_or_self, *self.args, *args, **{**self.keywords, **keywords})

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.__partialmethod__ = self
        return _method

    def __get__(self, instance, owner=None):
        get = getattr(self.func, "__get__", None)
        result = None
        if get is not None and not isinstance(self.func, partial):
            bound = get(instance, owner)
            if bound is not self.func:
                result = partial(bound, *self.args, **self.keywords)
                try:
                    result.__self__ = bound.__self__
                except AttributeError:
                    pass
        if result is None:
            result = self._make_unbound_method().__get__(instance, owner)
        return result

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)

    __class_getitem__ = classmethod(_GenericAlias)


# ---- caches


class _CacheInfo(tuple):
    # Made over by `_named_cache_info` at its first use: the module collections is not loaded for nothing.
    pass


def _cache_info(hits, misses, maxsize, currsize):
    global _CacheInfo
    if not hasattr(_CacheInfo, "_fields"):
        from collections import namedtuple

        _CacheInfo = namedtuple("CacheInfo", ["hits", "misses", "maxsize", "currsize"], module="functools")
    return _CacheInfo(hits, misses, maxsize, currsize)


_keyword_mark = object()


def _make_key(args, keywords, typed):
    # One int or str stands for itself: 1 and 1.0 are different calls.
    if not keywords and not typed and len(args) == 1 and (type(args[0]) is int or type(args[0]) is str):
        return args[0]
    key = args
    if keywords:
        key = key + (_keyword_mark,)
        for item in keywords.items():
            key = key + item
    if typed:
        key = key + tuple([type(value) for value in args])
        if keywords:
            key = key + tuple([type(value) for value in keywords.values()])
    return key


class _lru_cache_wrapper:
    def __init__(self, function, maxsize, typed):
        self._function = function
        self._maxsize = maxsize
        self._typed = typed
        self._results = {}
        self._hits = self._misses = 0

    def __call__(self, /, *args, **keywords):
        maxsize = self._maxsize
        if maxsize == 0:
            self._misses += 1
            return self._function(*args, **keywords)
        results = self._results
        key = _make_key(args, keywords, self._typed)
        result = results.get(key, _missing)
        if result is not _missing:
            self._hits += 1
            if maxsize is not None:
                # The one used last stands last.
                del results[key]
                results[key] = result
            return result
        self._misses += 1
        result = self._function(*args, **keywords)
        if maxsize is None:
            results[key] = result
        elif key not in results:
            if len(results) >= maxsize:
                for oldest in results:
                    break
                del results[oldest]
            results[key] = result
        return result

    def cache_info(self):
        return _cache_info(self._hits, self._misses, self._maxsize, len(self._results))

    def cache_clear(self):
        self._hits = self._misses = 0
        self._results.clear()

    def cache_parameters(self):
        return {"maxsize": self._maxsize, "typed": self._typed}

    def __get__(self, instance, owner=None):
        return self if instance is None else _MethodType(self, instance)

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def __reduce__(self):
        return self.__qualname__


def lru_cache(maxsize=128, typed=False):
    if isinstance(maxsize, int):
        if maxsize < 0:
            maxsize = 0
    elif callable(maxsize) and isinstance(typed, bool):
        return update_wrapper(_lru_cache_wrapper(maxsize, 128, typed), maxsize)
    elif maxsize is not None:
        raise TypeError("Expected first argument to be an integer, a callable, or None")

    def decorating_function(user_function):
        if not callable(user_function):
            raise TypeError("the first argument must be callable")
        return update_wrapper(_lru_cache_wrapper(user_function, maxsize, typed), user_function)

    return decorating_function


def cache(user_function, /):
    return lru_cache(maxsize=None)(user_function)


class cached_property:
    def __init__(self, func):
        self.func = func
        self.attrname = None
        self.__doc__ = func.__doc__
        self.__module__ = func.__module__

    def __set_name__(self, owner, name):
        if self.attrname is None:
            self.attrname = name
        elif name != self.attrname:
            raise TypeError(
                "Cannot assign the same cached_property to two different names "
                f"({self.attrname!r} and {name!r})."
            )

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        if self.attrname is None:
            raise TypeError("Cannot use cached_property instance without calling __set_name__ on it.")
        try:
            values = instance.__dict__
        except AttributeError:
            raise TypeError(
                f"No '__dict__' attribute on {type(instance).__name__!r} instance to cache {self.attrname!r} property."
            ) from None
        value = values.get(self.attrname, _missing)
        if value is _missing:
            value = self.func(instance)
            values[self.attrname] = value
        return value

    __class_getitem__ = classmethod(_GenericAlias)


# ---- order


def _negated(name):
    # `a >= b` from `a < b`, and the like.
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        return result if result is NotImplemented else not result

    return method


def _or_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return result or self == other

    return method


def _and_not_equal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return result and self != other

    return method


def _neither(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return not result and self != other

    return method


def _nor_unequal(name):
    def method(self, other):
        result = getattr(type(self), name)(self, other)
        if result is NotImplemented:
            return result
        return not result or self == other

    return method


_derived = {
    "__lt__": [("__gt__", _neither), ("__le__", _or_equal), ("__ge__", _negated)],
    "__le__": [("__ge__", _nor_unequal), ("__lt__", _and_not_equal), ("__gt__", _negated)],
    "__gt__": [("__lt__", _neither), ("__ge__", _or_equal), ("__le__", _negated)],
    "__ge__": [("__le__", _nor_unequal), ("__gt__", _and_not_equal), ("__lt__", _negated)],
}


def total_ordering(cls):
    roots = {name for name in _derived if getattr(cls, name, None) is not getattr(object, name, None)}
    if not roots:
        raise ValueError("must define at least one ordering operation: < > <= >=")
    root = max(roots)
    for name, make in _derived[root]:
        if name not in roots:
            method = make(root)
            method.__name__ = name
            method.__qualname__ = name
            setattr(cls, name, method)
    return cls


class _Comparable:
    __slots__ = ("_mycmp", "obj")

    def __init__(self, mycmp, obj):
        self._mycmp = mycmp
        self.obj = obj

    def __lt__(self, other):
        return self._mycmp(self.obj, other.obj) < 0

    def __gt__(self, other):
        return self._mycmp(self.obj, other.obj) > 0

    def __eq__(self, other):
        return self._mycmp(self.obj, other.obj) == 0

    def __le__(self, other):
        return self._mycmp(self.obj, other.obj) <= 0

    def __ge__(self, other):
        return self._mycmp(self.obj, other.obj) >= 0

    __hash__ = None


def cmp_to_key(mycmp):
    return lambda obj: _Comparable(mycmp, obj)


# ---- dispatch by the class of the first argument


def _is_class_or_union(value):
    if isinstance(value, type):
        return True
    return isinstance(value, _UnionType) and all([isinstance(member, type) for member in value.__args__])


def singledispatch(func):
    registry = {}
    name = getattr(func, "__name__", "singledispatch function")

    def dispatch(cls):
        for base in cls.__mro__:
            if base in registry:
                return registry[base]
        return registry[object]

    def register(cls, func=None):
        if _is_class_or_union(cls):
            if func is None:
                return lambda function: register(cls, function)
        else:
            if func is not None:
                raise TypeError(f"Invalid first argument to `register()`. {cls!r} is not a class or union type.")
            annotations = getattr(cls, "__annotations__", {})
            if not annotations:
                raise TypeError(
                    f"Invalid first argument to `register()`: {cls!r}. Use either `@register(some_class)` or plain "
                    "`@register` on an annotated function."
                )
            func = cls
            argument, cls = next(iter(annotations.items()))
            if cls is None:
                cls = type(None)
            if not _is_class_or_union(cls):
                raise TypeError(f"Invalid annotation for {argument!r}. {cls!r} is not a class.")
        if isinstance(cls, _UnionType):
            for member in cls.__args__:
                registry[member] = func
        else:
            registry[cls] = func
        return func

    def wrapper(*args, **keywords):
        if not args:
            raise TypeError(f"{name} requires at least 1 positional argument")
        return dispatch(args[0].__class__)(*args, **keywords)

    registry[object] = func
    wrapper.register = register
    wrapper.dispatch = dispatch
    from types import MappingProxyType

    wrapper.registry = MappingProxyType(registry)
    wrapper._clear_cache = lambda: None
    update_wrapper(wrapper, func)
    return wrapper


class singledispatchmethod:
    def __init__(self, func):
        if not callable(func) and not hasattr(func, "__get__"):
            raise TypeError(f"{func!r} is not callable or a descriptor")
        self.dispatcher = singledispatch(func)
        self.func = func

    def register(self, cls, method=None):
        return self.dispatcher.register(cls, func=method)

    def __get__(self, instance, owner=None):
        dispatch = self.dispatcher.dispatch
        name = getattr(self.func, "__name__", "singledispatchmethod method")

        def _method(*args, **keywords):
            if not args:
                raise TypeError(f"{name} requires at least 1 positional argument")
            return dispatch(args[0].__class__).__get__(instance, owner)(*args, **keywords)

        _method.__isabstractmethod__ = self.__isabstractmethod__
        _method.register = self.register
        update_wrapper(_method, self.func)
        return _method

    @property
    def __isabstractmethod__(self):
        return getattr(self.func, "__isabstractmethod__", False)
