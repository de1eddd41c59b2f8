# CPython compiles the body of a `finally` and the condition of a `while` more than once, and warns each time.
def function(x):
    while x is 1:
        try:
            if x is 2:
                continue
            if x is 3:
                return
        finally:
            x is 4
            (lambda: x is 5)()
    while x is 6:
        return
function(0)
