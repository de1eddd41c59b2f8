# max() inside the key of max().
# ends: RecursionError
# limits: 4
def f(x):
    return max([1, 2], key=f)

f(1)
