# match inside loops and functions with break, continue and return.
def tokens(program):
    stack, out = [], []
    for token in program:
        match token:
            case int(n): stack.append(n)
            case "+" | "*" as op if len(stack) >= 2:
                b, a = stack.pop(), stack.pop()
                match op:
                    case "+": stack.append(a + b)
                    case "*": stack.append(a * b)
            case "print":
                if not stack: continue
                out.append(stack[-1])
            case ["repeat", int(n), *body]:
                for _ in range(n):
                    for part in tokens(body + ["print"]): out.append(part)
            case "stop": break
            case "return": return "returned", out
            case {"set": value}: stack = [value]
            case other:
                out.append(f"? {other!r}")
    else:
        out.append("end")
    return out

print(tokens([1, 2, "+", 3, "*", "print"]))
print(tokens(["print", "+", 5, "print", "stop", "print"]))
print(tokens([1, ["repeat", 2, 7, 8, "+"], {"set": 4}, "print", None, 1.5]))
print(tokens([1, "return", 2]))
