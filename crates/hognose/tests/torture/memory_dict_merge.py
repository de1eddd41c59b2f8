# Dicts that double by merging.
# ends: memory
table = {0: 0}
step = 1
while True:
    table = table | {key + step: key for key in table}
    step *= 2
