# Calling a generator function runs nothing; each next runs to the next yield.
def g(n):
    print("start", n)
    for i in range(n):
        print("before", i)
        yield i
        print("after", i)
    print("end")
    return "result"

gen = g(2)
print("created")
print(next(gen))
print(next(gen))
for _ in range(2):
    try:
        next(gen)
    except StopIteration as stop:
        print("stopped", stop.value)
print(next(gen, "default"), list(gen), list(g(0)))
try:
    g()
except TypeError as error:
    print(error)
print(type(gen).__name__, iter(gen) is gen, gen.__name__, gen.__qualname__, gen.gi_frame, gen.gi_running, gen.gi_yieldfrom)
