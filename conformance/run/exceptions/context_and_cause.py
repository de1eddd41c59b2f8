# __context__ is set implicitly, __cause__ by from, and `from None` hides the context.
def show(error):
    print(repr(error), "| cause", repr(error.__cause__), "| context", repr(error.__context__), "| suppressed", error.__suppress_context__)

def attempt(function):
    try:
        function()
    except Exception as error:
        show(error)

def implicit():
    try: raise ValueError("first")
    except ValueError: raise KeyError("second")

def explicit():
    try: raise ValueError("first")
    except ValueError as error: raise KeyError("second") from error

def suppressed():
    try: raise ValueError("first")
    except ValueError: raise KeyError("second") from None

def from_class(): raise KeyError("k") from ValueError
def other_cause():
    try: raise ValueError("first")
    except ValueError: raise KeyError("second") from IndexError("cause")

def in_finally():
    try: raise ValueError("first")
    finally: raise KeyError("from finally")

def accidental():
    try: raise ValueError("first")
    except ValueError as error: error.missing

def bad_cause(): raise KeyError("k") from 5
def bad_cause_string(): raise KeyError("k") from "text"

for function in (implicit, explicit, suppressed, from_class, other_cause, in_finally, accidental, bad_cause, bad_cause_string):
    attempt(function)
