# print writes to any object with a write method.
class Writer:
    def __init__(self): self.parts = []
    def write(self, text): self.parts.append(text)

class NoFlush(Writer): pass
class Flush(Writer):
    def flush(self): self.parts.append("<flush>")

w = Writer()
print("a", "b", 1, file=w, sep="-", end="!")
print(file=w)
print(w.parts)
f = Flush()
print("x", file=f, flush=True)
print(f.parts)
class Failing:
    def write(self, text): raise ValueError("cannot write " + repr(text))

for target in (Failing(), 5, object()):
    try:
        print("text", file=target)
    except (ValueError, AttributeError) as error:
        print(type(error).__name__, error)
try:
    print("x", file=w, flush=True)
except AttributeError as error:
    print(error)
print("None means stdout", file=None)
