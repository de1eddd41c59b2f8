# What the instructions of the virtual machine leave to Python: constructors and iterations that run script code.


def construct(cls, /, *args, **kwargs):
    instance = cls.__new__(cls, *args, **kwargs)
    if isinstance(instance, cls):
        result = bind_special(instance, "__init__")(*args, **kwargs)
        if result is not None:
            raise TypeError(f"__init__() should return None, not '{type(result).__name__}'")
    return instance


def new_payload(new, base, cls, /, *args, **kwargs):
    return _wrap(cls, new(base, *args, **kwargs))


def generator_send(generator, value):
    return generator.send(value)


def generator_throw(generator, exception):
    return generator.throw(exception)


def generator_close(generator, _):
    return generator.close()


def is_true(value):
    return True if value else False


def is_false(value):
    return False if value else True


def op_unpack(iterable, count):
    items = []
    iterator = _bare(iter(iterable))
    while len(items) < count:
        for item in iterator:
            items.append(item)
            break
        else:
            raise ValueError(f"not enough values to unpack (expected {count}, got {len(items)})")
    for item in iterator:
        raise ValueError(f"too many values to unpack (expected {count})")
    return items


def op_unpack_star(iterable, before):
    # As UNPACK_EX: the rest is a list made of the iterator, which is asked for its iterator again.
    iterator = iter(iterable)
    items = []
    if before:
        for item in _bare(iterator):
            items.append(item)
            if len(items) == before:
                break
        else:
            return items
    list_extend(items, iterator)
    return items


def op_list_extend(items, iterable):
    list_extend(items, iterable)


def op_set_update(items, iterable):
    for item in iterable:
        items.add(item)


def op_dict_update(target, mapping):
    for key in mapping.keys():
        target[key] = mapping[key]


def op_call_keywords(target, mapping, callee):
    for key in mapping.keys():
        if key in target:
            raise TypeError(f"{_callee_name(callee)} got multiple values for keyword argument '{key}'")
        target[key] = mapping[key]


def op_contains(container, item):
    for other in _contains_iterator(container):
        if other is item or other == item:
            return True
    return False


def op_iterate_sequence(sequence):
    index = 0
    while True:
        try:
            item = sequence[index]
        except (IndexError, StopIteration):
            return
        yield item
        index += 1


def op_match_keys(subject, keys):
    missing = object()
    values = []
    for key in keys:
        value = subject.get(key, missing)
        if value is missing:
            return None
        values.append(value)
    return tuple(values)


def op_set_slice(target, key, iterable):
    list_set_slice(target, key, iterable)


def op_format_str(value, spec):
    return format(str(value), spec)


def op_format_repr(value, spec):
    return format(repr(value), spec)


def op_format_ascii(value, spec):
    return format(ascii(value), spec)
