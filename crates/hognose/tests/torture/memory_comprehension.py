# A comprehension without end.
# ends: memory
def forever():
    while True:
        yield 0

data = [0 for _ in forever()]
