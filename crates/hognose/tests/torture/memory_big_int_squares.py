# An int that is squared again and again.
# ends: memory or MemoryError
n = 3
while True:
    n *= n
