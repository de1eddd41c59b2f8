# Classes made by type().
# ends: memory
kept = []
i = 0
while True:
    kept.append(type(f'C{i}', (), {f'attribute{i}': i}))
    i += 1
