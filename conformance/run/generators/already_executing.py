# A generator cannot be resumed while it runs.
def g():
    for function in (lambda: next(gen), lambda: gen.send(1), lambda: gen.throw(KeyError), lambda: gen.close(), lambda: list(gen)):
        try:
            function()
        except ValueError as error:
            yield str(error), gen.gi_running

gen = g()
for item in gen:
    print(item)
def recursive():
    yield 1
    yield from me

me = recursive()
try:
    print(list(me))
except ValueError as error:
    print(error)
print(gen.gi_running, gen.gi_suspended)
