# Carets mark the failing part of a line: operators, subscripts, calls and attributes.
import sys

class C:
    x = None

def attempt(function):
    try:
        function()
    except Exception:
        tb = sys.exception().__traceback__.tb_next
        print(tb.tb_lineno, tb.tb_frame.f_code.co_name)

def binary(a, b):
    return 1 + (a * 2) / (b - 1)

def attribute(c):
    return c.x.y.z

attempt(lambda: binary(1, 1))
attempt(lambda: attribute(C()))
value = {"a": [1, 2]}
total = len(value) + value["a"][5] * 3
