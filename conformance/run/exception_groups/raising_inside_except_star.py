# Exceptions raised in except* clauses are collected into a new group.
def run(function):
    try:
        function()
    except BaseException as error:
        print(repr(error), "| context", repr(error.__context__))
        for inner in getattr(error, "exceptions", ()):
            print("   ", repr(inner), "| context", repr(inner.__context__))

def one():
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError: raise KeyError("new")
def two():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError: raise KeyError("from value")
    except* TypeError: raise IndexError("from type")
def reraise():
    try: raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError: raise
    except* TypeError: pass
def group_in_except_star():
    try: raise ExceptionGroup("g", [ValueError(1)])
    except* ExceptionGroup: pass
def not_a_class():
    try: raise ValueError(1)
    except* 5: pass
def cause():
    try: raise ValueError(1)
    except* ValueError as eg: raise KeyError("k") from eg.exceptions[0]

for function in (one, two, reraise, group_in_except_star, not_a_class, cause):
    run(function)
