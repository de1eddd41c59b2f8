# itertools: iterators over iterators. Each is an object of a class of its own that makes its items when asked.

__all__ = [
    "accumulate", "batched", "chain", "combinations", "combinations_with_replacement", "compress", "count", "cycle",
    "dropwhile", "filterfalse", "groupby", "islice", "pairwise", "permutations", "product", "repeat", "starmap", "takewhile",
    "tee", "zip_longest",
]

_missing = object()


class _Iterator:
    __slots__ = ()

    def __iter__(self):
        return self


class count(_Iterator):
    __slots__ = ("_next", "_step")

    def __init__(self, start=0, step=1):
        for number in (start, step):
            if not hasattr(number, "__add__") or isinstance(number, (str, bytes, list, tuple)):
                raise TypeError("a number is required")
        self._next = start
        self._step = step

    def __next__(self):
        value = self._next
        self._next = value + self._step
        return value

    def __repr__(self):
        if type(self._step) is int and self._step == 1:
            return f"count({self._next!r})"
        return f"count({self._next!r}, {self._step!r})"


class cycle(_Iterator):
    __slots__ = ("_iterator", "_saved", "_index")

    def __init__(self, iterable, /):
        self._iterator = iter(iterable)
        self._saved = []
        self._index = 0

    def __next__(self):
        if self._iterator is not None:
            for item in self._iterator:
                self._saved.append(item)
                return item
            self._iterator = None
        saved = self._saved
        if not saved:
            raise StopIteration
        item = saved[self._index]
        self._index += 1
        if self._index == len(saved):
            self._index = 0
        return item


class repeat(_Iterator):
    __slots__ = ("_object", "_times")

    def __init__(self, object, times=_missing):
        self._object = object
        if times is _missing:
            self._times = None
        else:
            if not hasattr(times, "__index__"):
                raise TypeError(f"'{type(times).__name__}' object cannot be interpreted as an integer")
            self._times = max(times.__index__(), 0)

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __length_hint__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        if self._times is None:
            return f"repeat({self._object!r})"
        return f"repeat({self._object!r}, {self._times})"


class accumulate(_Iterator):
    __slots__ = ("_iterator", "_function", "_total", "_initial")

    def __init__(self, iterable, func=None, *, initial=None):
        self._iterator = iter(iterable)
        self._function = func
        self._total = _missing
        self._initial = initial

    def __next__(self):
        if self._initial is not None:
            self._total = self._initial
            self._initial = None
            return self._total
        item = next(self._iterator)
        if self._total is _missing:
            self._total = item
        elif self._function is None:
            self._total = self._total + item
        else:
            self._total = self._function(self._total, item)
        return self._total


class batched(_Iterator):
    __slots__ = ("_iterator", "_size", "_strict")

    def __init__(self, iterable, n, *, strict=False):
        if n < 1:
            raise ValueError("n must be at least one")
        self._iterator = iter(iterable)
        self._size = n
        self._strict = strict

    def __next__(self):
        if self._iterator is None:
            raise StopIteration
        batch = []
        for item in self._iterator:
            batch.append(item)
            if len(batch) == self._size:
                return tuple(batch)
        self._iterator = None
        if not batch:
            raise StopIteration
        if self._strict:
            raise ValueError("batched(): incomplete batch")
        return tuple(batch)


class chain(_Iterator):
    __slots__ = ("_sources", "_current")

    def __init__(self, *iterables):
        self._sources = iter(iterables)
        self._current = None

    @classmethod
    def from_iterable(cls, iterable, /):
        self = cls()
        self._sources = iter(iterable)
        return self

    def __next__(self):
        while self._sources is not None:
            if self._current is None:
                for iterable in self._sources:
                    self._current = iter(iterable)
                    break
                else:
                    self._sources = None
                    break
            for item in self._current:
                return item
            self._current = None
        raise StopIteration


class compress(_Iterator):
    __slots__ = ("_data", "_selectors")

    def __init__(self, data, selectors):
        self._data = iter(data)
        self._selectors = iter(selectors)

    def __next__(self):
        while True:
            item = next(self._data)
            if next(self._selectors):
                return item


class dropwhile(_Iterator):
    __slots__ = ("_predicate", "_iterator", "_started")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._iterator = iter(iterable)
        self._started = False

    def __next__(self):
        if self._started:
            return next(self._iterator)
        while True:
            item = next(self._iterator)
            if not self._predicate(item):
                self._started = True
                return item


class filterfalse(_Iterator):
    __slots__ = ("_function", "_iterator")

    def __init__(self, function, iterable, /):
        self._function = function
        self._iterator = iter(iterable)

    def __next__(self):
        while True:
            item = next(self._iterator)
            if not (item if self._function is None or self._function is bool else self._function(item)):
                return item


class takewhile(_Iterator):
    __slots__ = ("_predicate", "_iterator", "_ended")

    def __init__(self, predicate, iterable, /):
        self._predicate = predicate
        self._iterator = iter(iterable)
        self._ended = False

    def __next__(self):
        if self._ended:
            raise StopIteration
        item = next(self._iterator)
        if self._predicate(item):
            return item
        self._ended = True
        raise StopIteration


class starmap(_Iterator):
    __slots__ = ("_function", "_iterator")

    def __init__(self, function, iterable, /):
        self._function = function
        self._iterator = iter(iterable)

    def __next__(self):
        return self._function(*next(self._iterator))


class pairwise(_Iterator):
    __slots__ = ("_iterator", "_before")

    def __init__(self, iterable, /):
        self._iterator = iter(iterable)
        self._before = _missing

    def __next__(self):
        if self._iterator is None:
            raise StopIteration
        try:
            if self._before is _missing:
                self._before = next(self._iterator)
            item = next(self._iterator)
        except StopIteration:
            self._iterator = None
            raise
        pair = self._before, item
        self._before = item
        return pair


class groupby(_Iterator):
    __slots__ = ("_iterator", "_key", "_current", "_current_key", "_target_key", "_group")

    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key = key
        self._current = self._current_key = self._target_key = _missing
        self._group = None

    def _step(self):
        item = next(self._iterator)
        self._current_key = item if self._key is None else self._key(item)
        self._current = item

    def __next__(self):
        self._group = None
        while self._current_key is _missing or (
            self._target_key is not _missing and self._target_key == self._current_key
        ):
            self._step()
        self._target_key = self._current_key
        self._group = _grouper(self, self._target_key)
        return self._current_key, self._group


class _grouper(_Iterator):
    __slots__ = ("_parent", "_target")

    def __init__(self, parent, target):
        self._parent = parent
        self._target = target

    def __next__(self):
        parent = self._parent
        if parent._group is not self:
            raise StopIteration
        if parent._current is _missing:
            parent._step()
        if not self._target == parent._current_key:
            raise StopIteration
        item = parent._current
        parent._current = _missing
        return item


def _limit(value, what):
    if value is None:
        return None
    if not hasattr(value, "__index__") or value.__index__() < 0:
        raise ValueError(what)
    return value.__index__()


class islice(_Iterator):
    __slots__ = ("_iterator", "_position", "_next", "_stop", "_step")

    def __init__(self, iterable, *bounds):
        if not bounds:
            raise TypeError("islice expected at least 2 arguments, got 1")
        if len(bounds) > 3:
            raise TypeError(f"islice expected at most 4 arguments, got {len(bounds) + 1}")
        indices = "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize."
        if len(bounds) == 1:
            start, step = 0, 1
            stop = _limit(bounds[0], "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
        else:
            start = _limit(bounds[0], indices) or 0
            stop = _limit(bounds[1], "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
            step = 1
            if len(bounds) == 3 and bounds[2] is not None:
                step = bounds[2]
                if not hasattr(step, "__index__") or step.__index__() < 1:
                    raise ValueError("Step for islice() must be a positive integer or None.")
                step = step.__index__()
        self._iterator = iter(iterable)
        self._position = 0
        self._next = start
        self._stop = stop
        self._step = step

    def __next__(self):
        iterator, stop = self._iterator, self._stop
        if iterator is None:
            raise StopIteration
        wanted = self._next
        if stop is not None and wanted >= stop:
            # What stands before the first item is passed over even where there is none.
            while self._position < stop:
                self._position += 1
                for item in iterator:
                    break
                else:
                    break
            self._iterator = None
            raise StopIteration
        for item in iterator:
            self._position += 1
            if self._position > wanted:
                following = wanted + self._step
                self._next = following if stop is None or following < stop else stop
                return item
        self._iterator = None
        raise StopIteration


class zip_longest(_Iterator):
    __slots__ = ("_iterators", "_active", "_fill")

    def __init__(self, *iterables, fillvalue=None):
        self._iterators = [iter(iterable) for iterable in iterables]
        self._active = len(self._iterators)
        self._fill = fillvalue

    def __next__(self):
        if not self._active:
            raise StopIteration
        items = []
        for index, iterator in enumerate(self._iterators):
            if iterator is not None:
                for item in iterator:
                    items.append(item)
                    break
                else:
                    self._iterators[index] = None
                    self._active -= 1
                    if not self._active:
                        raise StopIteration
                    items.append(self._fill)
            else:
                items.append(self._fill)
        return tuple(items)


class _TeeSource:
    # A chain of cells [item, next cell], filled by whoever comes first.
    __slots__ = ("iterator", "running")

    def __init__(self, iterator):
        self.iterator = iterator
        self.running = False

    def read(self):
        if self.running:
            raise RuntimeError("tee() iterator is already being consumed or another thread is using it")
        self.running = True
        try:
            return next(self.iterator)
        finally:
            self.running = False


class _tee(_Iterator):
    __slots__ = ("_source", "_cell")

    def __init__(self, source, cell):
        self._source = source
        self._cell = cell

    def __next__(self):
        cell = self._cell
        if cell[1] is None:
            cell[0] = self._source.read()
            cell[1] = [None, None]
        self._cell = cell[1]
        return cell[0]

    def __copy__(self):
        return _tee(self._source, self._cell)


def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    if n == 0:
        return ()
    iterator = iter(iterable)
    first = iterator if isinstance(iterator, _tee) else _tee(_TeeSource(iterator), [None, None])
    return tuple([first] + [first.__copy__() for _ in range(n - 1)])


class product(_Iterator):
    __slots__ = ("_pools", "_indices")

    def __init__(self, *iterables, repeat=1):
        if repeat < 0:
            raise ValueError("repeat argument cannot be negative")
        self._pools = [tuple(iterable) for iterable in iterables] * repeat
        self._indices = None

    def __next__(self):
        pools, indices = self._pools, self._indices
        if pools is None:
            raise StopIteration
        if indices is None:
            if not all(pools):
                self._pools = None
                raise StopIteration
            self._indices = indices = [0] * len(pools)
        else:
            for place in range(len(pools) - 1, -1, -1):
                indices[place] += 1
                if indices[place] < len(pools[place]):
                    break
                indices[place] = 0
            else:
                self._pools = None
                raise StopIteration
        return tuple([pool[index] for pool, index in zip(pools, indices)])


class permutations(_Iterator):
    __slots__ = ("_pool", "_indices", "_cycles", "_length")

    def __init__(self, iterable, r=None):
        self._pool = pool = tuple(iterable)
        if r is None:
            r = len(pool)
        elif not isinstance(r, int):
            raise TypeError("Expected int as r")
        if r < 0:
            raise ValueError("r must be non-negative")
        self._length = r
        self._indices = list(range(len(pool)))
        self._cycles = None
        if r > len(pool):
            self._pool = None

    def __next__(self):
        pool, r = self._pool, self._length
        if pool is None:
            raise StopIteration
        indices = self._indices
        size = len(pool)
        if self._cycles is None:
            self._cycles = list(range(size, size - r, -1))
        else:
            cycles = self._cycles
            for place in range(r - 1, -1, -1):
                cycles[place] -= 1
                if cycles[place] == 0:
                    indices[place:] = indices[place + 1:] + indices[place:place + 1]
                    cycles[place] = size - place
                else:
                    other = size - cycles[place]
                    indices[place], indices[other] = indices[other], indices[place]
                    break
            else:
                self._pool = None
                raise StopIteration
        return tuple([pool[index] for index in indices[:r]])


class combinations(_Iterator):
    __slots__ = ("_pool", "_indices", "_length", "_started")
    _repeats = False

    def __init__(self, iterable, r):
        self._pool = pool = tuple(iterable)
        if r < 0:
            raise ValueError("r must be non-negative")
        self._length = r
        self._indices = [0] * r if self._repeats else list(range(r))
        self._started = False
        if r > len(pool) and (not self._repeats or not pool):
            self._pool = None

    def __next__(self):
        pool, indices, r = self._pool, self._indices, self._length
        if pool is None:
            raise StopIteration
        if not self._started:
            self._started = True
        else:
            for place in range(r - 1, -1, -1):
                last = len(pool) - 1 if self._repeats else place + len(pool) - r
                if indices[place] != last:
                    break
            else:
                self._pool = None
                raise StopIteration
            indices[place] += 1
            for following in range(place + 1, r):
                indices[following] = indices[place] if self._repeats else indices[following - 1] + 1
        return tuple([pool[index] for index in indices])


class combinations_with_replacement(combinations):
    __slots__ = ()
    _repeats = True
