# Numbers: what needs script code.


def int_of(value):
    result = bind_special(value, "__int__")()
    if not isinstance(result, int):
        raise TypeError(f"__int__ returned non-int (type {type(result).__name__})")
    if type(result) is not int:
        _warn_strict_subclass("__int__ returned non-int", result)
    return int.__int__(result)


def int_by_trunc(value):
    _warn_deprecated("The delegation of int() to __trunc__ is deprecated.")
    result = bind_special(value, "__trunc__")()
    if not isinstance(result, int):
        raise TypeError(f"__trunc__ returned non-Integral (type {type(result).__name__})")
    return int.__int__(result)


def int_from_bytes(cls, source, order, signed):
    return cls.from_bytes(bytes(source), order, signed=signed)


def truth_of(value):
    return not not value


def abs_of(value):
    return bind_special(value, "__abs__")()


def operator_result(a, b, left, right):
    # The right operand goes first when its class derives from the left one's and has a method of its own.
    class_a, class_b = type(a), type(b)
    forward = getattr(class_a, left, None)
    backward = None if class_a is class_b else getattr(class_b, right, None)
    if backward is not None and issubclass(class_b, class_a) and getattr(class_a, right, None) is not backward:
        result = bind_special(b, right)(a)
        if result is not NotImplemented:
            return result
        backward = None
    if forward is not None:
        result = bind_special(a, left)(b)
        if result is not NotImplemented:
            return result
    return NotImplemented if backward is None else bind_special(b, right)(a)


def divmod_of(a, b):
    result = operator_result(a, b, "__divmod__", "__rdivmod__")
    if result is NotImplemented:
        raise TypeError(f"unsupported operand type(s) for divmod(): '{type(a).__name__}' and '{type(b).__name__}'")
    return result


def pow_of(base, exponent):
    return base ** exponent


def pow_modulo_of(base, exponent, modulus):
    result = NotImplemented
    if _has_special(base, "__pow__"):
        result = bind_special(base, "__pow__")(exponent, modulus)
    if result is NotImplemented:
        names = f"'{type(base).__name__}', '{type(exponent).__name__}', '{type(modulus).__name__}'"
        raise TypeError(f"unsupported operand type(s) for ** or pow(): {names}")
    return result


def round_of(number, digits):
    if not _has_special(number, "__round__"):
        raise TypeError(f"type {type(number).__name__} doesn't define __round__ method")
    method = bind_special(number, "__round__")
    return method() if digits is None else method(digits)
