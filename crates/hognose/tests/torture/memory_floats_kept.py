# Floats in a list.
# ends: memory
kept = []
x = 0.5
while True:
    kept.append(x)
    x += 1.0
