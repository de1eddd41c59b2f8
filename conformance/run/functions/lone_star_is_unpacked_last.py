# A lone `*items` is gone through by the call, after the keywords; others are unpacked where they stand.
def f(*args, **kwargs):
    print(args, kwargs)


def items():
    print("items")
    yield 1


def say(value):
    print("say", value)
    return value


f(*items(), k=say(2))
f(0, *items(), k=say(2))
f(*items(), *items(), k=say(2))
f(*say([5]), **say({"a": 6}))
numbers = [1]
f(*numbers, k=numbers.append(2))
f(*numbers, k=(numbers := [3]))


def local(numbers):
    f(*numbers, k=(numbers := [3]))
    f(*numbers)


local((7, 8))
calls = [
    lambda: f(*1, k=say(3)),
    lambda: f(0, *1, k=say(4)),
    lambda: f(*(), *1),
    lambda: f(*1, 2),
    lambda: f(*1),
    lambda: [].index(*1),
    lambda: {}.get(*1),
    lambda: list.index(*1),
    lambda: print(*1),
    lambda: int(*1),
    lambda: dict.fromkeys(*1),
    lambda: b"".find(*3),
    lambda: "".join(0, *3),
    lambda: f(**1),
    lambda: [].index(**1),
]
for call in calls:
    try:
        call()
    except TypeError as error:
        print(error)
