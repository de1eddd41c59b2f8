# Many ints of several words.
# ends: memory
kept = []
n = 1 << 200
while True:
    n += 1
    kept.append(n)
