def stubborn():
    try:
        yield 1
    finally:
        yield 2


def leave_by_break(make):
    for x in make():
        break
    return "break"


def leave_by_return(make):
    for x in make():
        return "return"


for leave in leave_by_break, leave_by_return:
    print(leave(stubborn))
