# The decimal digits of a huge int.
# ends: ValueError
# limits: 4 64
str(1 << 10_000_000)
