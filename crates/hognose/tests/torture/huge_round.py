# Rounding to a huge number of digits.
# ends: done
# limits: 4
print(round(1.5, 10 ** 18), round(15, -10 ** 18))
