# Garbage of many times the limit.
# ends: done
for i in range(2000):
    text = 'x' * 1_000_000
    data = [i] * 10_000
