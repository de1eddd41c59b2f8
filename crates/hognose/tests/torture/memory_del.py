# A finaliser does not delay the limit.
# ends: memory
class Holder:
    def __del__(self):
        while True:
            pass

kept = [Holder()]
while True:
    kept.append('x' * 1000)
