# A recursive descent calculator.
class ParseError(Exception):
    pass

def tokenize(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            yield float(text[start:i]) if "." in text[start:i] else int(text[start:i])
        elif c in "+-*/()^":
            i += 1
            yield c
        else:
            raise ParseError(f"unexpected {c!r} at {i}")
    yield None

class Parser:
    levels = {"+": (1, lambda a, b: a + b), "-": (1, lambda a, b: a - b), "*": (2, lambda a, b: a * b), "/": (2, lambda a, b: a / b), "^": (3, lambda a, b: a ** b)}
    def __init__(self, text):
        self.tokens = tokenize(text)
        self.current = next(self.tokens)
    def take(self):
        token, self.current = self.current, next(self.tokens, None)
        return token
    def atom(self):
        match self.take():
            case int() | float() as number: return number
            case "-": return -self.expression(3)
            case "(":
                value = self.expression(0)
                if self.take() != ")": raise ParseError("missing )")
                return value
            case other: raise ParseError(f"unexpected {other!r}")
    def expression(self, minimum):
        left = self.atom()
        while self.current in self.levels and self.levels[self.current][0] > minimum:
            level, function = self.levels[op := self.take()]
            left = function(left, self.expression(level - (op == "^")))
        return left

for text in ("1 + 2 * 3", "(1+2)*3", "2^3^2", "-2^2", "10/4-1.5", "8-3-2", "((4))", "1 +", "2 $ 3", "(1", "1/0"):
    try:
        print(text, "=", Parser(text).expression(0))
    except (ParseError, ZeroDivisionError) as error:
        print(text, "->", type(error).__name__, error)
