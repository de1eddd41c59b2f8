# Unary operators name the operator and the operand's type.
for value in ("s", [], None, 1.5, {}, print):
    for function in (lambda v: -v, lambda v: +v, lambda v: ~v):
        try:
            print(repr(function(value)))
        except TypeError as error:
            print(error)
