# Literal, None, bool, negative and string patterns; no match falls through.
def f(x):
    match x:
        case 0: return "zero"
        case -1: return "minus one"
        case 1.5: return "float"
        case "text" | "TEXT": return "text"
        case None: return "None"
        case True: return "True"
        case b"b": return "bytes"
        case "con" "cat": return "concatenated"
        case 10_000 | 0xFF: return "number"

for x in (0, -1, 1.5, "text", "TEXT", None, True, 1, 1.0, False, b"b", "concat", 255, 10000, 7, 0.0, [], "0"):
    print(repr(x), f(x))
match 5:
    case 4: print("four")
print("fell through")
match "a", 1:
    case "a", 2: print("no")
    case ("a", 1): print("tuple subject")
