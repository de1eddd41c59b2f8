# add_note, __notes__, with_traceback and __traceback__.
error = ValueError("v")
print(hasattr(error, "__notes__"))
print(error.add_note("one"), error.add_note("two"), error.__notes__, str(error))
try:
    error.add_note(5)
except TypeError as failure:
    print(failure)
print(error.__traceback__)
try:
    raise error
except ValueError as caught:
    first = caught.__traceback__
    print(caught is error, first is not None, first.tb_lineno, type(first).__name__, first.tb_next)
def deep(n):
    if n == 0: raise error
    deep(n - 1)

try:
    deep(3)
except ValueError as caught:
    tb, lines = caught.__traceback__, []
    while tb:
        lines.append(tb.tb_lineno)
        tb = tb.tb_next
    print(lines)
print(error.with_traceback(None) is error, error.__traceback__)
for bad in (5, "tb"):
    try:
        error.with_traceback(bad)
    except TypeError as failure:
        print(failure)
