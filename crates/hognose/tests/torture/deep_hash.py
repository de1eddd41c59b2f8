# The hash of a deep tuple.
# ends: done or RecursionError
node = ()
for _ in range(20_000):
    node = (node,)
hash(node)
