# A loop that catches everything.
# ends: fuel
while True:
    try:
        while True:
            pass
    except BaseException:
        pass
