# Generator attributes: names, code, frame, running state; unsupported operations.
def g():
    yield 1

gen = g()
print(gen.gi_frame is not None, gen.gi_running, gen.gi_suspended, gen.gi_code is g.__code__, gen.gi_yieldfrom)
next(gen)
print(gen.gi_suspended)
gen.__name__ = "renamed"
gen.__qualname__ = "q.renamed"
print(gen.__name__, repr(gen).split(" at ")[0], g.__name__)
for case in (lambda: len(gen), lambda: gen[0], lambda: gen + gen, lambda: gen(), lambda: setattr(gen, "__name__", 5), lambda: setattr(gen, "x", 1), lambda: setattr(gen, "gi_running", True), lambda: type(gen)(), lambda: gen.nope, lambda: reversed(gen)):
    try:
        case()
    except (TypeError, AttributeError) as error:
        print(type(error).__name__, error)
print(gen == gen, gen == g(), bool(gen), gen in [gen], hash(gen) == hash(gen))
next(gen, None)
print(gen.gi_frame, gen.gi_suspended)
