# RecursionError caught at every level.
# ends: RecursionError or fuel or done
# limits: 4
def f():
    try:
        f()
    except RecursionError:
        f()

f()
