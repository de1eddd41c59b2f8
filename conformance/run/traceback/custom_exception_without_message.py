# The last line has the qualified name, and no colon where there is no message.
class Outer:
    class Inner(Exception):
        pass

def f():
    try:
        raise Outer.Inner
    except Outer.Inner:
        raise Outer.Inner() from None

f()
