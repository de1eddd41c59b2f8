# throw takes a class, a class with arguments, or an instance; a fresh generator catches nothing.
def g():
    while True:
        try:
            yield
        except Exception as error:
            print(repr(error))

gen = g()
next(gen)
gen.throw(KeyError)
gen.throw(ValueError("instance"))
for args in ((5,), (int,), ("text",)):
    try:
        gen.throw(*args)
    except TypeError as error:
        print(error)
fresh = g()
try:
    fresh.throw(ValueError("too early"))
except ValueError as error:
    print("not caught inside:", error, fresh.gi_frame)
try:
    fresh.throw(KeyError("closed"))
except KeyError as error:
    print(repr(error))
