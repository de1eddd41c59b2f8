# Loops, conditions and try blocks nested in each other.
result = []
for a in range(3):
    if a:
        for b in range(3):
            while b:
                b -= 1
                try:
                    if a == 2 and b == 1:
                        break
                    for c in "xy":
                        if c == "y":
                            if a == b:
                                continue
                            else:
                                result.append((a, b, c))
                        else:
                            result.append(c)
                except ZeroDivisionError:
                    pass
                else:
                    result.append("else")
                finally:
                    result.append("f")
print(result)
