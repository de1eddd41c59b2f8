# A call with a huge number of arguments.
# ends: memory or MemoryError
# limits: 4 64 512
def f(*args):
    return len(args)

f(*range(10 ** 12))
