# iter(callable, sentinel) that its own call has exhausted stops.
def spam():
    global state
    if state == 0: state = 1; return 1
    if state == 1: state = 3; list(it); return 3
    return 2
state = 0
it = iter(spam, 2)
print(next(it))
try: print(next(it))
except StopIteration: print("stopped")
