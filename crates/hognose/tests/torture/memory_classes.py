# Classes without end.
# ends: memory
kept = []
while True:
    class C:
        x = 1
    kept.append(C)
