# Numbers: what needs script code.


def int_of(value):
    result = type(value).__int__(value)
    if not isinstance(result, int):
        raise TypeError(f"__int__ returned non-int (type {type(result).__name__})")
    return int.__int__(result)


def int_by_trunc(value):
    result = type(value).__trunc__(value)
    if not isinstance(result, int):
        raise TypeError(f"__trunc__ returned non-Integral (type {type(result).__name__})")
    return int.__int__(result)


def int_from_bytes(cls, source, order, signed):
    return cls.from_bytes(bytes(source), order, signed=signed)


def truth_of(value):
    return not not value


def abs_of(value):
    return type(value).__abs__(value)


def operator_result(a, b, left, right):
    # The right operand goes first when its class derives from the left one's and has a method of its own.
    class_a, class_b = type(a), type(b)
    forward = getattr(class_a, left, None)
    backward = None if class_a is class_b else getattr(class_b, right, None)
    if backward is not None and issubclass(class_b, class_a) and getattr(class_a, right, None) is not backward:
        result = backward(b, a)
        if result is not NotImplemented:
            return result
        backward = None
    if forward is not None:
        result = forward(a, b)
        if result is not NotImplemented:
            return result
    return NotImplemented if backward is None else backward(b, a)


def divmod_of(a, b):
    result = operator_result(a, b, "__divmod__", "__rdivmod__")
    if result is NotImplemented:
        raise TypeError(f"unsupported operand type(s) for divmod(): '{type(a).__name__}' and '{type(b).__name__}'")
    return result


def pow_of(base, exponent):
    return base ** exponent


def pow_modulo_of(base, exponent, modulus):
    method = getattr(type(base), "__pow__", None)
    result = NotImplemented if method is None else method(base, exponent, modulus)
    if result is NotImplemented:
        names = f"'{type(base).__name__}', '{type(exponent).__name__}', '{type(modulus).__name__}'"
        raise TypeError(f"unsupported operand type(s) for ** or pow(): {names}")
    return result


def round_of(number, digits):
    method = getattr(type(number), "__round__", None)
    if method is None:
        raise TypeError(f"type {type(number).__name__} doesn't define __round__ method")
    return method(number) if digits is None else method(number, digits)
