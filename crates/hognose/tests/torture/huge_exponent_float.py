# Floats out of range.
# ends: OverflowError
# limits: 4
10.0 ** 400
