# A module that cannot be had.
print("failing")
1 / 0
