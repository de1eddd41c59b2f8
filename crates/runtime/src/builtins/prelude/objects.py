# The object model's part of the prelude: attributes, classes and exceptions whose handling runs script code.


def getattr_of(object, name):
    try:
        return find_attribute(object, name)
    except AttributeError:
        hook = getattr_hook(object)
        if hook is None:
            raise
    return hook(name)


def getattr_hook(object):
    hook = getattr(type(object), "__getattr__", None)
    if hook is None:
        return None
    return bind_special(object, "__getattr__")


def getattr_or(object, name, default):
    try:
        return getattr_of(object, name)
    except AttributeError:
        return default


def hasattr_of(object, name):
    try:
        getattr_of(object, name)
    except AttributeError:
        return False
    return True


def dir_of(object):
    return sorted(bind_special(object, "__dir__")())


def sorted_names(hook):
    return sorted(hook())


def call_for_nothing(callee, args):
    callee(*args)


def call_with(callee, args, keywords):
    return callee(*args, **keywords)


def call_method(object, name, args):
    return getattr(object, name)(*args)


def object_ne(a, b):
    result = bind_special(a, "__eq__")(b)
    if result is NotImplemented:
        return NotImplemented
    return not result


def repr_of(value):
    result = bind_special(value, "__repr__")()
    if not isinstance(result, str):
        raise TypeError(f"__repr__ returned non-string (type {type(result).__name__})")
    return result


def proxy_or(left, right):
    return left | right


def proxy_repr(dict):
    return f"mappingproxy({dict!r})"


def exception_repr(name, shown, single):
    if single:
        return f"{name}({shown!r})"
    return f"{name}{shown!r}"


# ---- classes and exceptions


def finish_class(cls, named, init_subclass, keywords):
    index = 0
    while index < len(named):
        name = named[index]
        value = named[index + 1]
        index += 2
        try:
            bind_special(value, "__set_name__")(cls, name)
        except BaseException as error:
            error.add_note(
                f"Error calling __set_name__ on {type(value).__name__!r} instance {name!r} in {cls.__name__!r}"
            )
            raise
    if init_subclass is not None:
        init_subclass(**keywords)
    return cls
