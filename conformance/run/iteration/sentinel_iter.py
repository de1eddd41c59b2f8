# iter(callable, sentinel) stops when the sentinel is returned.
values = [3, 2, 1, 0, -1]
it = iter(values.pop, 2)
print(list(it), values, list(it))
state = {"n": 0}
def step():
    state["n"] += 1
    if state["n"] == 4:
        raise StopIteration
    return state["n"]

print(list(iter(step, 100)), type(iter(step, 1)).__name__)
class AlwaysEqual:
    def __eq__(self, other): return True

print(list(iter(step, AlwaysEqual())))
try:
    iter(5, 0)
except TypeError as error:
    print(error)
