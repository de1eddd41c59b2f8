# Names that are only asked for.
# ends: memory
i = 0
while True:
    getattr(i, f'attribute_{i}', None)
    i += 1
