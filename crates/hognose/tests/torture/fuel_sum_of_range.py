# The sum of a huge range.
# ends: fuel or done
print(sum(range(10 ** 11)))
