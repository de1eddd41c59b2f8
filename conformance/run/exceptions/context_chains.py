# Longer chains, and no context from exceptions that were already handled.
def chain(error):
    names = []
    while error is not None:
        names.append(repr(error))
        error = error.__context__
    return " <- ".join(names)

def three():
    try:
        try:
            raise ValueError(1)
        except ValueError:
            raise KeyError(2)
    except KeyError:
        raise IndexError(3)

def handled_before():
    try:
        raise ValueError(1)
    except ValueError:
        pass
    raise KeyError(2)

def inner_handled():
    try:
        raise ValueError(1)
    except ValueError:
        try:
            raise KeyError(2)
        except KeyError:
            pass
        raise IndexError(3)

def same_again():
    error = ValueError(1)
    try:
        raise error
    except ValueError:
        raise error

def called_from_handler():
    try:
        raise ValueError(1)
    except ValueError:
        helper()

def helper():
    raise KeyError("helper")

for function in (three, handled_before, inner_handled, same_again, called_from_handler):
    try:
        function()
    except Exception as error:
        print(function.__name__, chain(error))
