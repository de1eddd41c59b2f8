# A finaliser that keeps what it finalises.
# ends: memory
kept = []
class C:
    def __del__(self):
        kept.append(self)

while True:
    C()
