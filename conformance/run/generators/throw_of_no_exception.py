# throw() of a class whose call gives no exception is a TypeError inside the generator.
class E(Exception):
    def __new__(cls, *a): return cls
def g():
    yield
gen = g()
try: gen.throw(E)
except TypeError as e: print("T", e)
print("after")
