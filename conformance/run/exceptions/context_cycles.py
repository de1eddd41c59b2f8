# Contexts that a script has tied into a cycle do not keep a new exception from being raised.
first, second, third = ValueError("first"), ValueError("second"), ValueError("third")
first.__context__ = second
second.__context__ = third
third.__context__ = second
try:
    try:
        raise first
    except ValueError:
        raise KeyError("new")
except KeyError as error:
    print(repr(error), repr(error.__context__), repr(error.__context__.__context__))
    print(repr(third.__context__))
own = ValueError("own")
own.__context__ = own
try:
    try:
        raise own
    except ValueError:
        raise TypeError("newer")
except TypeError as error:
    print(repr(error.__context__))
