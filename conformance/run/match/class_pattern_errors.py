# Wrong class patterns raise TypeError at run time.
class NoArgs:
    a = 1
class One:
    __match_args__ = ("a",)
    a = 1
class BadArgs:
    __match_args__ = ["a"]
class BadItem:
    __match_args__ = (5,)
class Missing:
    __match_args__ = ("nope",)
not_a_class = 5

def attempt(name, function):
    try:
        print(name, function())
    except (TypeError, AttributeError) as error:
        print(name, type(error).__name__, error)

def no_args():
    match NoArgs():
        case NoArgs(1): return True
def too_many():
    match One():
        case One(1, 2): return True
def duplicate():
    match One():
        case One(1, a=1): return True
def bad_args():
    match BadArgs():
        case BadArgs(1): return True
def bad_item():
    match BadItem():
        case BadItem(1): return True
def missing():
    match Missing():
        case Missing(x): return True
        case Missing(): return "bare"
def not_class():
    match 5:
        case not_a_class(): return True
def builtin():
    match 5:
        case int(1, 2): return True

for name, function in (("no_args", no_args), ("too_many", too_many), ("duplicate", duplicate), ("bad_args", bad_args), ("bad_item", bad_item), ("missing", missing), ("not_class", not_class), ("builtin", builtin)):
    attempt(name, function)
