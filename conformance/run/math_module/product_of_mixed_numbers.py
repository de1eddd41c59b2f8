# prod and sumprod: exact as long as all numbers are ints, floats from the first float on.
import math

print(math.prod([]), math.prod([], start=True), math.prod([], start=2.5), math.prod([True], start=True))
print(math.prod([3, 5, 7]), math.prod([10**20, 10**20, -1]), math.prod([2, 0.5, 3, 10**20]), math.prod([10**20], start=0.5))
print(math.prod(range(1, 30)), math.prod((True, 2, False)), math.prod([1.5, 2], start=10**18))
print(math.sumprod([10**20, 1], [10**20, 1]), math.sumprod([], []), math.sumprod([True, 2], [3, 4]))
print(math.sumprod([10**20, 1.5], [10**20, 2]), math.sumprod([1, 2.5], [3, 4]))
for numbers in ([10**400, 1.5], [1.5, 10**400]):
    try:
        print(math.prod(numbers))
    except OverflowError as error:
        print(error)
print(math.gcd(2**200, 6**100) == 2**100, math.gcd(), math.lcm(), math.lcm(2**100, 6**50, 5) == 2**100 * 3**50 * 5, math.lcm(3, 0))


class Odd(int):
    def __float__(self):
        return 3.0


print(math.log(Odd(1)), math.log2(Odd(8)), math.log(True))
