# Text: what needs script code.


def percent_format(template, values, state):
    return text_dialogue(_percent_step, template, values, state)


def text_format(template, values, state):
    return text_dialogue(_format_step, template, values, state)


def text_dialogue(step, template, values, state):
    # The state's last item is the question; the step after the answer returns None when it has another one.
    while True:
        state.append(text_answer(*state.pop()))
        result = step(template, values, state)
        if result is not None:
            return result


def text_answer(kind, value, detail):
    if kind == "str":
        return str(value)
    if kind == "repr":
        return repr(value)
    if kind == "ascii":
        return ascii(value)
    if kind == "item":
        return value[detail]
    if kind == "attribute":
        return getattr(value, detail)
    if kind == "format":
        return format(value, detail)
    return bytes_of(value)


def bytes_of(value):
    result = bind_special(value, "__bytes__")()
    if not isinstance(result, bytes):
        raise TypeError(f"__bytes__ returned non-bytes (type {type(result).__name__})")
    return result


def text_of(value):
    result = bind_special(value, "__str__")()
    if not isinstance(result, str):
        raise TypeError(f"__str__ returned non-string (type {type(result).__name__})")
    return result


def text_join(separator, iterable):
    return str.join(separator, items_to_join(iterable))


def bytes_join(separator, iterable):
    join = bytearray.join if isinstance(separator, bytearray) else bytes.join
    return join(separator, items_to_join(iterable))


def items_to_join(iterable):
    try:
        iterator = iter(iterable)
    except TypeError:
        raise TypeError("can only join an iterable") from None
    length_hint(iterator)
    return [item for item in iterator]


def text_translate(text, table):
    out = []
    for character in text:
        try:
            result = table[ord(character)]
        except LookupError:
            out.append(character)
            continue
        if isinstance(result, int):
            if not 0 <= result < 0x110000:
                raise ValueError("character mapping must be in range(0x110000)")
            out.append(chr(result))
        elif isinstance(result, str):
            out.append(result)
        elif result is not None:
            raise TypeError("character mapping must return integer, None or str")
    return "".join(out)


def bytes_from_items(source):
    try:
        iterator = iter(source)
    except TypeError:
        raise TypeError(f"cannot convert '{type(source).__name__}' object to bytes") from None
    numbers = []
    for item in iterator:
        # Refused where it stands: the source may be endless.
        numbers.extend(bytes((item,)))
    return bytes(numbers)


def ascii_of(value):
    return _ascii(repr(value))


def format_of(value, spec):
    result = bind_special(value, "__format__")(spec)
    if not isinstance(result, str):
        raise TypeError(f"__format__ must return a str, not {type(result).__name__}")
    return result


def bytearray_fill(array, source):
    try:
        iterator = iter(source)
    except TypeError:
        raise TypeError(f"cannot convert '{type(source).__name__}' object to bytearray") from None
    array.extend([item for item in iterator])


def bytearray_extend(array, source):
    try:
        iterator = iter(source)
    except TypeError:
        raise TypeError(f"can't extend {type(array).__name__} with {type(source).__name__}") from None
    array.extend([item for item in iterator])


def bytearray_assign(array, key, source):
    try:
        iterator = iter(source)
    except TypeError:
        raise TypeError("can assign only bytes, buffers, or iterables of ints in range(0, 256)") from None
    array[key] = [item for item in iterator]
