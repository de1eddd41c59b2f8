# A huge int from its digits.
# ends: ValueError
# limits: 4 64
int('9' * 1_000_000)
