# What the functions of random refuse.
import random

random.seed(1)
calls = [
    lambda: random.seed([]),
    lambda: random.getrandbits(-1),
    lambda: random.randrange(0),
    lambda: random.randrange(5, 5),
    lambda: random.randrange(1, 9, 0),
    lambda: random.randrange(1, 9, -2),
    lambda: random.randrange(1, step=2),
    lambda: random.randrange(1.5),
    lambda: random.randint(3, 1),
    lambda: random.choice([]),
    lambda: random.choice({}),
    lambda: random.sample([1, 2], 3),
    lambda: random.sample({1, 2}, 1),
    lambda: random.sample([1, 2], 1, counts=[1]),
    lambda: random.sample([1, 2], 1, counts=[1.5, 2]),
    lambda: random.choices([1, 2], [1]),
    lambda: random.choices([1, 2], [0, 0]),
    lambda: random.choices([1, 2], 3),
    lambda: random.choices([1, 2], [1, 2], cum_weights=[1, 3]),
    lambda: random.choices([1, 2], [1, float("inf")]),
    lambda: random.setstate((1, (), None)),
    lambda: random.setstate((3, (1, 2), None)),
    lambda: random.SystemRandom().getstate(),
]
for call in calls:
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
