# A finally block does not delay the limit.
# ends: memory
kept = []
try:
    while True:
        kept.append('x' * 1000)
finally:
    kept.clear()
    while True:
        pass
