# list() of a generator without end.
# ends: memory
def forever():
    while True:
        yield 0

data = list(forever())
