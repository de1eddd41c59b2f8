# random: CPython's generator, number for number. Seeded by the host's randomness at its first use, or by the script.

from _random import bits as _bits, double as _double, seed as _seed, urandom as _urandom
from itertools import accumulate as _accumulate, repeat as _repeat
from math import ceil as _ceil, floor as _floor, isfinite as _isfinite, log as _log, sqrt as _sqrt
from collections import deque as _deque

__all__ = [
    "Random", "SystemRandom", "choice", "choices", "getrandbits", "getstate", "randbytes", "randint", "random",
    "randrange", "sample", "seed", "setstate", "shuffle", "triangular", "uniform",
]

_WORDS = 624
_ONE = 1


# The place behind the items that are not greater than x.
def _place(items, x, low=0, high=None):
    if high is None:
        high = len(items)
    while low < high:
        middle = (low + high) // 2
        if x < items[middle]:
            high = middle
        else:
            low = middle + 1
    return low


# CPython's operator.index.
def _index(number):
    return range(number).stop


class Random:
    VERSION = 3

    def __init__(self, x=None):
        self._state = None
        self.gauss_next = None
        if x is not None:
            self.seed(x)

    def _words(self):
        if self._state is None:
            self.seed()
        return self._state

    def seed(self, a=None, version=2):
        if isinstance(a, (str, bytes, bytearray)):
            raise NotImplementedError("a seed of this type needs SHA-512, which is not here: seed with an int")
        if a is None:
            number = int.from_bytes(_urandom(_WORDS * 4), "little")
        elif isinstance(a, int):
            number = abs(a)
        elif isinstance(a, float):
            number = hash(a) % 2 ** 64
        else:
            raise TypeError("The only supported seed types are:\nNone, int, float, str, bytes, and bytearray.")
        state = bytearray(_WORDS * 4 + 4)
        _seed(state, number)
        self._state = state
        self.gauss_next = None

    def getstate(self):
        state = self._words()
        words = tuple(int.from_bytes(state[at:at + 4], "little") for at in range(0, len(state), 4))
        return self.VERSION, words, self.gauss_next

    def setstate(self, state):
        if state[0] not in (2, 3):
            raise ValueError(f"state with version {state[0]} passed to Random.setstate() of version {self.VERSION}")
        version, words, gauss_next = state
        if not isinstance(words, tuple):
            raise TypeError("state vector must be a tuple")
        if len(words) != _WORDS + 1:
            raise ValueError("state vector is the wrong size")
        if not 0 <= words[-1] <= _WORDS:
            raise ValueError("invalid state")
        self._state = bytearray(b"".join((word % 2 ** 32).to_bytes(4, "little") for word in words))
        self.gauss_next = gauss_next

    def random(self):
        return _double(self._words())

    def getrandbits(self, k, /):
        return _bits(self._words(), k)

    def _below(self, n):
        k = n.bit_length()
        r = self.getrandbits(k)
        while r >= n:
            r = self.getrandbits(k)
        return r

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def randrange(self, start, stop=None, step=_ONE):
        first = _index(start)
        if stop is None:
            if step is not _ONE:
                raise TypeError("Missing a non-None stop argument")
            if first > 0:
                return self._below(first)
            raise ValueError("empty range for randrange()")
        width = _index(stop) - first
        stride = _index(step)
        if stride == 1:
            if width > 0:
                return first + self._below(width)
            raise ValueError(f"empty range in randrange({start}, {stop})")
        if stride > 0:
            n = (width + stride - 1) // stride
        elif stride < 0:
            n = (width + stride + 1) // stride
        else:
            raise ValueError("zero step for randrange()")
        if n <= 0:
            raise ValueError(f"empty range in randrange({start}, {stop}, {step})")
        return first + stride * self._below(n)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def shuffle(self, x):
        for i in range(len(x) - 1, 0, -1):
            j = self._below(i + 1)
            x[i], x[j] = x[j], x[i]

    def sample(self, population, k, *, counts=None):
        if not isinstance(population, (list, tuple, str, range, bytes, bytearray, _deque)):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        n = len(population)
        if counts is not None:
            sums = list(_accumulate(counts))
            if len(sums) != n:
                raise ValueError("The number of counts does not match the population")
            total = sums.pop() if sums else 0
            if not isinstance(total, int):
                raise TypeError("Counts must be integers")
            if total < 0:
                raise ValueError("Counts must be non-negative")
            return [population[_place(sums, chosen)] for chosen in self.sample(range(total), k=k)]
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        result = [None] * k
        # A set of what was chosen is larger than a copy of a short population.
        size = 21
        if k > 5:
            size += 4 ** _ceil(_log(k * 3, 4))
        if n <= size:
            pool = list(population)
            for i in range(k):
                j = self._below(n - i)
                result[i] = pool[j]
                pool[j] = pool[n - i - 1]
        else:
            chosen = set()
            for i in range(k):
                j = self._below(n)
                while j in chosen:
                    j = self._below(n)
                chosen.add(j)
                result[i] = population[j]
        return result

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        n = len(population)
        random = self.random
        if cum_weights is None:
            if weights is None:
                length = n + 0.0
                return [population[_floor(random() * length)] for _ in _repeat(None, k)]
            try:
                cum_weights = list(_accumulate(weights))
            except TypeError:
                if not isinstance(weights, int):
                    raise
                k = weights
                raise TypeError(f"The number of choices must be a keyword argument: {k=}") from None
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[_place(cum_weights, random() * total, 0, n - 1)] for _ in _repeat(None, k)]

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        try:
            c = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > c:
            u = 1.0 - u
            c = 1.0 - c
            low, high = high, low
        return low + (high - low) * _sqrt(u * c)


class SystemRandom(Random):
    def random(self):
        return (int.from_bytes(_urandom(7)) >> 3) / 2 ** 53

    def getrandbits(self, k):
        if k < 0:
            raise ValueError("number of bits must be non-negative")
        size = (k + 7) // 8
        return int.from_bytes(_urandom(size)) >> (size * 8 - k)

    def randbytes(self, n):
        return _urandom(n)

    def seed(self, *args, **kwds):
        return None

    def getstate(self, *args, **kwds):
        raise NotImplementedError("System entropy source does not have state.")

    def setstate(self, *args, **kwds):
        raise NotImplementedError("System entropy source does not have state.")


_random = Random()
seed = _random.seed
getstate = _random.getstate
setstate = _random.setstate
random = _random.random
getrandbits = _random.getrandbits
randbytes = _random.randbytes
randrange = _random.randrange
randint = _random.randint
choice = _random.choice
shuffle = _random.shuffle
sample = _random.sample
choices = _random.choices
uniform = _random.uniform
triangular = _random.triangular
