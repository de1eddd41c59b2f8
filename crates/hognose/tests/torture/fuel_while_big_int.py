# A loop whose condition compares big ints.
# ends: fuel
large = 10**30
while large > 0:
    pass
