# A generator's state can be kept and given back; a subclass brings its own numbers.
import random

random.seed(5)
state = random.getstate()
first = [random.random() for _ in range(4)]
random.setstate(state)
print(first == [random.random() for _ in range(4)], state[0], len(state[1]), state[1][:3], state[1][-1], state[2])
generator = random.Random()
generator.setstate(state)
print(generator.random() == first[0], random.Random(5).random() == first[0])


class Fixed(random.Random):
    def random(self):
        return 0.25


print(Fixed(1).uniform(0, 8), Fixed(1).choices("abcd", k=2))
system = random.SystemRandom()
print(0 <= system.random() < 1, system.randrange(3) in (0, 1, 2), len(system.randbytes(4)), system.seed(1), system.getrandbits(9) < 512)
print(0 <= random.Random().random() < 1, len({random.Random().getrandbits(64) for _ in range(4)}))
