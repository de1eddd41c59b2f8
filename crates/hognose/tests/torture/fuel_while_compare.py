# A loop whose condition compares strings.
# ends: fuel
while "a" < "b":
    pass
