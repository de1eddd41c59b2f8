# A loop over an iterator that calls a built-in for ever.
# ends: fuel
for item in iter(int, 1):
    pass
