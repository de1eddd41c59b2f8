# A handler of everything does not see the limit.
# ends: memory
kept = []
while True:
    try:
        while True:
            kept.append('x' * 1000)
    except BaseException:
        kept.clear()
