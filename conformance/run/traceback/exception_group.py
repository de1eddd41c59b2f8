# An uncaught exception group prints as a tree.
def fail(error):
    raise error

errors = []
for error in (ValueError("one"), TypeError("two")):
    try:
        fail(error)
    except Exception as caught:
        errors.append(caught)
errors.append(ExceptionGroup("nested", [KeyError("three")]))
raise ExceptionGroup("several", errors)
