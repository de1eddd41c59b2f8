# First what the tokenizer and the parser see, then what the compiler comes to: a class's body before its bases.
x = 1
def made_of(*rest):
    return lambda it: it
class Base:
    def __init_subclass__(cls, **options):
        pass
@made_of(x is 1)
class Made(Base, option=x is 2):
    field: (x is 3) = x is 4
    def method(self, a=x is 5) -> (x is 6):
        return self is 7, "\d", 1if a else 2
def function():
    for i in [x is 8]:
        x is 9
    else:
        x is 10
    return [j is 11 for j in [x is 12] if j is 13]
    x is 14
if 0:
    x is 15
async def later():
    async with (x is 16) as a, (x is 17): x is 18
    await (x is 19)
    yield x is 20
try:
    raise ValueError(x is 21)
except (TypeError if x is 22 else ValueError) as error:
    x is 23
finally:
    x is 24
match x is 25:
    case 1 if x is 26:
        x is 27
print(f"{x is 28:{x is 29}}", (lambda a=x is 30: a is 31)())
