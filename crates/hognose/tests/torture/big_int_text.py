# The decimal digits of a huge int.
# ends: ValueError
# limits: 4 64
str(1 << 500_000)
