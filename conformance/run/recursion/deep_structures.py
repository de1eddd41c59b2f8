# Repr, comparison and copying of deeply nested containers end in RecursionError or succeed, never worse.
nested = []
for _ in range(12000):
    nested = [nested]
try:
    repr(nested)
except RecursionError as error:
    print("repr", type(error).__name__)
other = []
for _ in range(12000):
    other = [other]
try:
    nested == other
except RecursionError as error:
    print("eq", type(error).__name__)
depth = 0
while nested:
    nested = nested[0]
    depth += 1
print(depth)
small = 1
for _ in range(50):
    small = [small]
print(repr(small))
