# Globals with ever new names.
# ends: memory
i = 0
while True:
    globals()[f'name_{i}'] = i
    i += 1
