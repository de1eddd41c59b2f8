# Iteration: built-in functions and lazy iterators over what a script defines.


def len_of(method):
    return _check_length(method())


def hash_of(method):
    return _check_hash(method())


def iter_of(method):
    result = method()
    if not _has_special(result, "__next__"):
        raise TypeError(f"iter() returned non-iterator of type '{type(result).__name__}'")
    return result


def next_or(iterator, default):
    try:
        return next(iterator)
    except StopIteration:
        return default


def combine(kind, function, iterables, count):
    return _make_iterator(kind, function, tuple([iter(iterable) for iterable in iterables]), count)


def map_next(self):
    function, iterators, count = _lazy(self)
    if len(iterators) == 1:
        return function(next(iterators[0]))
    return function(*[next(iterator) for iterator in iterators])


def filter_next(self):
    function, iterators, count = _lazy(self)
    if function is None:
        for item in iterators[0]:
            if item:
                return item
    else:
        for item in iterators[0]:
            if function(item):
                return item
    raise StopIteration


def filter_next_from(self, item):
    if item:
        return item
    return filter_next(self)


def zip_next(self):
    function, iterators, strict = _lazy(self)
    if not iterators:
        raise StopIteration
    items = []
    for iterator in iterators:
        try:
            item = next(iterator)
        except StopIteration:
            if not strict:
                raise
            break
        items.append(item)
    else:
        return tuple(items)
    ended = len(items)
    if ended:
        raise ValueError(f"zip() argument {ended + 1} is shorter than {zip_others(ended)}")
    for index in range(1, len(iterators)):
        try:
            next(iterators[index])
        except StopIteration:
            continue
        raise ValueError(f"zip() argument {index + 1} is longer than {zip_others(index)}")
    raise StopIteration


def zip_others(count):
    return "argument 1" if count == 1 else f"arguments 1-{count}"


def enumerate_next(self):
    function, iterators, count = _lazy(self)
    item = next(iterators[0])
    _lazy_count(self, count + 1)
    return count, item


def reversed_sequence(sequence):
    return _make_iterator(4, None, (sequence,), len(sequence) - 1)


def reversed_next(self):
    function, iterators, index = _lazy(self)
    if iterators and index >= 0:
        try:
            item = iterators[0][index]
        except (IndexError, StopIteration):
            _lazy_end(self)
        else:
            _lazy_count(self, index - 1)
            return item
    raise StopIteration


def sequence_next(self):
    function, iterators, index = _lazy(self)
    if iterators:
        try:
            item = iterators[0][index]
        except (IndexError, StopIteration):
            _lazy_end(self)
        else:
            _lazy_count(self, index + 1)
            return item
    raise StopIteration


def callable_next(self):
    function, iterators, count = _lazy(self)
    if iterators:
        try:
            result = function()
        except StopIteration:
            _lazy_end(self)
            raise
        # The call may have exhausted the iterator itself.
        function, iterators, count = _lazy(self)
        if not iterators:
            raise StopIteration
        sentinel = iterators[0]
        if not (sentinel is result or sentinel == result):
            return result
        _lazy_end(self)
    raise StopIteration


def sum_of(iterable, start):
    iterator = iter(iterable)
    state = _sum_start(start)
    for item in _bare(iterator):
        if not _sum_step(state, item):
            _sum_end(state, _sum_end(state) + item)
    return _sum_end(state)


def sum_rest(total, rest):
    for item in rest:
        total = total + item
    return total


def any_of(iterable):
    for item in iterable:
        if item:
            return True
    return False


def any_from(item, iterator):
    return True if item else any_of(iterator)


def all_of(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def all_from(item, iterator):
    return all_of(iterator) if item else False


def extremum(iterable, key, is_max, has_default, default, name):
    first = True
    best = best_value = None
    for item in iterable:
        value = item if key is None else key(item)
        if first:
            best, best_value, first = item, value, False
        elif value > best_value if is_max else value < best_value:
            best, best_value = item, value
    if not first:
        return best
    if has_default:
        return default
    raise ValueError(f"{name}() iterable argument is empty")


def sorted_by(iterable, key, reverse):
    iterator = iter(iterable)
    length_hint(iterable)
    result = [item for item in _bare(iterator)]
    result.sort(key=key, reverse=reverse)
    return result
