# Sets that double by union.
# ends: memory
seen = {0}
step = 1
while True:
    seen = seen | {item + step for item in seen}
    step *= 2
