# A context manager does not swallow the limit.
# ends: memory
class Swallow:
    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return True

kept = []
while True:
    with Swallow():
        while True:
            kept.append('x' * 1000)
