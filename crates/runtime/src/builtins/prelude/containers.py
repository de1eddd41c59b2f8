# Containers: what needs a script's iterators, key functions and reprs.


def length_hint(value):
    # PyObject_LengthHint: its errors and calls are seen, and what would never fit is refused before it is begun.
    if _has_special(value, "__len__"):
        try:
            length = len(value)
        except TypeError:
            pass
        else:
            _refuse_length(length)
            return
    if not _has_special(value, "__length_hint__"):
        return
    try:
        hint = bind_special(value, "__length_hint__")()
    except TypeError:
        return
    if hint is NotImplemented:
        return
    if not isinstance(hint, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(hint).__name__}")
    if hint < 0:
        raise ValueError("__length_hint__() should return >= 0")
    _refuse_length(hint)


def list_extend(target, iterable):
    iterator = iter(iterable)
    length_hint(iterable)
    append = list.append
    for item in _bare(iterator):
        append(target, item)


def list_fill(target, iterable):
    # The constructor's: nobody sees the list before it is full.
    iterator = iter(iterable)
    length_hint(iterable)
    list.extend(target, [item for item in _bare(iterator)])


def list_inplace_add(target, iterable):
    list_extend(target, iterable)
    return target


def list_set_slice(target, key, value):
    try:
        iterator = iter(value)
    except TypeError:
        iterator = None
    if iterator is None:
        raise TypeError("must assign iterable to extended slice")
    length_hint(iterator)
    _replace_slice(target, key, [item for item in _bare(iterator)])


def list_index_error(item):
    raise ValueError(f"{item!r} is not in list")


def range_index_error(item):
    raise ValueError(f"{item!r} is not in range")


def list_sort(target, key, reverse):
    items = _sort_begin(target)
    try:
        keys = [key(item) for item in items]
    except:
        _sort_restore(target, items)
        raise
    _sort_end(target, items, keys, reverse)


def tuple_from(iterable):
    iterator = iter(iterable)
    length_hint(iterable)
    return tuple([item for item in _bare(iterator)])


def dict_update(target, source, named):
    if hasattr(source, "keys"):
        keys = source.keys()
        try:
            iterator = iter(keys)
        except TypeError:
            owner, kind = type(source).__name__, type(keys).__name__
            raise TypeError(f"{owner}.keys() returned a non-iterable (type {kind})") from None
        for key in [key for key in iterator]:
            dict.__setitem__(target, key, source[key])
    else:
        dict_update_pairs(target, source)
    dict.update(target, named)


def dict_update_pairs(target, source):
    number = 0
    store = dict.__setitem__
    for element in source:
        try:
            pair = [*element]
        except TypeError:
            pair = None
        if pair is None:
            raise TypeError(f"cannot convert dictionary update sequence element #{number} to a sequence")
        if len(pair) != 2:
            raise ValueError(
                f"dictionary update sequence element #{number} has length {len(pair)}; 2 is required"
            )
        store(target, pair[0], pair[1])
        number += 1


def dict_inplace_or(original, target, source):
    dict_update(target, source, {})
    return original


def dict_from_keys(cls, iterable, value):
    result = cls()
    for key in iterable:
        result[key] = value
    return result


def set_update(target, others):
    for other in others:
        if isinstance(other, (set, frozenset)):
            set.update(target, other)
        else:
            for item in other:
                _set_add(target, item)


def set_fill(target, iterable):
    _set_take(target, {item for item in iterable})


def frozenset_from(iterable):
    result = _set_new()
    _set_take(result, {item for item in iterable})
    return result


def set_union(result, others):
    for other in others:
        for item in other:
            _set_add(result, item)
    return result


def set_intersection(target, others):
    result = target
    for other in others:
        if isinstance(other, (set, frozenset)):
            result = result.intersection(other)
        else:
            found = _set_new(target)
            for item in other:
                if item in result:
                    _set_add(found, item)
            result = found
    return result


def set_intersection_update(target, others):
    _set_take(target, set_intersection(target, others))


def set_difference(result, others):
    set_difference_update(result, others)
    return result


def set_difference_update(target, others):
    for other in others:
        for item in [*other] if other is target else other:
            _set_discard(target, item)
        _set_sweep(target)


def set_symmetric_difference(target, other):
    result = _set_new(target)
    for item in other:
        _set_add(result, item)
    _set_toggle(result, target)
    return result


def set_symmetric_difference_update(target, other):
    set.symmetric_difference_update(target, {*other})


def set_is_disjoint(target, other):
    for item in other:
        if item in target:
            return False
    return True


def set_is_subset(target, other):
    return len(set_intersection(target, (other,))) == len(target)


def set_is_superset(target, other):
    for item in other:
        if item not in target:
            return False
    return True


def view_is_disjoint(view, other):
    for item in other:
        if item in view:
            return False
    return True


def view_operator(operator, left, right):
    if operator == "&":
        view, other = (left, right) if hasattr(type(left), "mapping") else (right, left)
        return {item for item in other if item in view}
    result = {*left}
    if operator == "|":
        result.update(right)
    elif operator == "-":
        result.difference_update(right)
    else:
        result.symmetric_difference_update(right)
    return result


def container_repr(value):
    pieces = _repr_pieces(value)
    if len(pieces) == 1:
        return pieces[0]
    _repr_enter(value)
    try:
        for index in range(1, len(pieces), 2):
            pieces[index] = repr(pieces[index])
    finally:
        _repr_leave(value)
    return "".join(pieces)


def deque_extend(deque, iterable, left):
    add = deque.appendleft if left else deque.append
    for item in iterable:
        add(item)


def deque_inplace_add(deque, iterable):
    for item in iterable:
        deque.append(item)
    return deque


def deque_index_error(item):
    raise ValueError(f"{item!r} is not in deque")


shown_deques = []


def deque_repr(deque, name, items, limit):
    if any([other is deque for other in shown_deques]):
        return "[...]"
    shown_deques.append(deque)
    try:
        end = "" if limit is None else f", maxlen={limit}"
        return f"{name}({items!r}{end})"
    finally:
        shown_deques.pop()
