# Each operand's truth is asked at most once, also in nested conditions.
class Truth:
    def __init__(self, name, truth):
        self.name, self.truth = name, truth
    def __bool__(self):
        print("bool", self.name)
        return self.truth
    def __repr__(self):
        return self.name

yes, no = Truth("yes", True), Truth("no", False)
print(yes and no)
print(no and yes)
print(no or yes)
print(yes or no)
print(not yes)
print("-- if")
if yes and (no or yes):
    print("taken")
print("-- ternary")
print(1 if no or no else 2)
print("-- while")
while no or no:
    pass
print("-- assert")
assert yes or no
