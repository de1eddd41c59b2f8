def describe(value):
    match value:
        case None | True:
            return "single"
        case [first, *_, last] if first != last:
            return first, last
        case {"kind": kind, **rest}:
            return kind, rest
        case Point(0, y=0 | 1 as y):
            return y
        case _:
            return "other"
