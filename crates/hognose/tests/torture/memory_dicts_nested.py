# Dicts in a chain.
# ends: memory
node = {}
while True:
    node = {'next': node}
