# Each division has its own message.
def show(function):
    try:
        print(function())
    except ZeroDivisionError as error:
        print(error)

show(lambda: 1 / 0)
show(lambda: 1 // 0)
show(lambda: 1 % 0)
show(lambda: divmod(1, 0))
show(lambda: 1.0 / 0)
show(lambda: 1.0 // 0)
show(lambda: 1.0 % 0)
show(lambda: divmod(1.0, 0))
show(lambda: 0 ** -1)
show(lambda: 0.0 ** -1)
show(lambda: pow(0, -2))
show(lambda: True // False)
show(lambda: 10 ** 30 // 0)
show(lambda: 10 ** 30 / 0)
