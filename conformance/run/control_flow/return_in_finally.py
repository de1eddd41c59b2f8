# A return in finally wins over an exception and over an earlier return.
def override():
    try:
        return "try"
    finally:
        return "finally"

def swallow():
    try:
        raise ValueError
    finally:
        return "swallowed"

def value_is_computed_first():
    x = 1
    try:
        return x
    finally:
        x = 2

def list_is_shared():
    x = [1]
    try:
        return x
    finally:
        x.append(2)

def loop():
    for i in range(5):
        try:
            return i
        finally:
            if i < 3:
                continue

def break_swallows():
    while True:
        try:
            raise KeyError
        finally:
            break
    return "after"

print(override(), swallow(), value_is_computed_first(), list_is_shared(), loop(), break_swallows())
