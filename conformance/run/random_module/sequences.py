# A seeded generator gives CPython's numbers, from any function.
import random

for seed in 0, 1, -1, 42, 2**32, 2**64 + 7, 10**700, True, 0.5:
    random.seed(seed)
    print([random.random() for _ in range(3)], random.getrandbits(7), random.getrandbits(32), random.getrandbits(100))
generator = random.Random(7)
print([generator.randint(1, 6) for _ in range(20)], generator.randrange(10), generator.randrange(5, 50, 5), generator.randrange(9, 0, -2))
print([generator.choice("abcdef") for _ in range(10)], generator.randbytes(5))
deck = list(range(15))
generator.shuffle(deck)
print(deck)
print(generator.sample(range(1000), 5), generator.sample(deck, 15), generator.sample("abc", 2, counts=[3, 0, 5]), generator.sample(range(10**9), 30))
print(generator.choices("abc", k=5), generator.choices("abc", [1, 0, 9], k=6), generator.choices("abc", cum_weights=[2, 3, 9], k=4))
print(generator.uniform(1, 5), generator.uniform(5, 1), generator.triangular(), generator.triangular(1, 9, 2), generator.triangular(3, 3))
numbers = [generator.getrandbits(32) for _ in range(3000)]
print(sum(numbers), numbers[623:626], max(numbers))
