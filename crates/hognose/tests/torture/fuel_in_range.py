# A search through a huge range for what is not an int.
# ends: fuel
print('x' in range(10 ** 12))
