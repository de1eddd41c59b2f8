# match, case, type and _ remain ordinary names.
match = 5
case = match + 1
type_ = type
_ = "underscore"
print(match, case, _)
def match(case, *, type=None):
    return case, type

print(match(1), match(case=2, type=3), match (4))
match [1]:
    case [match]: print("captured", match)
class C:
    match = case = 1
    def type(self): return self.match

c = C()
c.match += 1
print(c.match, c.case, c.type())
match c.match, \
      c.case:
    case 2, 1: print("two one")
match = {"case": [1]}
print(match["case"][0], match.get("x"))
match *[1], 2:
    case [1, 2]: print("starred subject")
match -5:
    case -5: print("negative")
match (yes := 3):
    case 3: print(yes)
match not True:
    case False: print("not")
print([case for case in range(2)], (lambda match: match)(1))
for match in range(2): pass
print(match)
