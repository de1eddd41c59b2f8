# Bound methods, all kept.
# ends: memory
class C:
    def m(self):
        pass

c = C()
kept = []
while True:
    kept.append(c.m)
