# Attributes of tracebacks and frames.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


try:
    1 / 0
except ZeroDivisionError as error:
    tb = error.__traceback__
told(setattr, tb, "tb_lineno", 5)
told(lambda: tb.tb_next)
told(lambda: tb.tb_lineno)
