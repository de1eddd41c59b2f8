# A dict with long keys.
# ends: memory
table = {}
i = 0
while True:
    table[f'key number {i}'] = [i]
    i += 1
