# An assertion of a tuple says nothing.
x = 0
assert (x, "never told")
assert (x,), "nor this"
assert (
    1,
    2,
)
try:
    assert ()
except AssertionError:
    print("an empty tuple is false")
