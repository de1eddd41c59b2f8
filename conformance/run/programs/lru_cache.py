# A least recently used cache over an ordered dict.
class LRU:
    def __init__(self, size):
        self.size, self.data = size, {}
        self.hits = self.misses = 0
    def __getitem__(self, key):
        try:
            value = self.data.pop(key)
        except KeyError:
            self.misses += 1
            raise
        self.hits += 1
        self.data[key] = value
        return value
    def __setitem__(self, key, value):
        self.data.pop(key, None)
        self.data[key] = value
        if len(self.data) > self.size:
            del self.data[next(iter(self.data))]
    def __contains__(self, key): return key in self.data
    def __len__(self): return len(self.data)
    def __repr__(self): return f"LRU({', '.join(f'{k!r}: {v!r}' for k, v in self.data.items())})"

def cached(size):
    cache = LRU(size)
    def decorate(function):
        def wrapper(*args):
            try:
                return cache[args]
            except KeyError:
                cache[args] = result = function(*args)
                return result
        wrapper.cache = cache
        return wrapper
    return decorate

@cached(3)
def square(n):
    print("computing", n)
    return n * n

print([square(n) for n in (1, 2, 1, 3, 4, 1, 2)])
print(square.cache, square.cache.hits, square.cache.misses, len(square.cache), (4,) in square.cache)
