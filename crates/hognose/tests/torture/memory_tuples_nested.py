# Tuples in a chain.
# ends: memory
node = ()
while True:
    node = (node,)
