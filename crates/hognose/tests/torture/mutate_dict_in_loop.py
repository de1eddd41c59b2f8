# A dict that grows in its own loop.
# ends: RuntimeError
# limits: 4
table = {0: 0}
for key in table:
    table[key + 1] = 0
