# Classes that nobody keeps, without end.
# ends: fuel or memory
while True:
    class C:
        items = []
