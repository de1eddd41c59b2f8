# A function that calls itself.
# ends: RecursionError
def f():
    f()

f()
