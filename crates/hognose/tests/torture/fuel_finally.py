# A finally block that loops.
# ends: fuel
try:
    while True:
        pass
finally:
    while True:
        pass
