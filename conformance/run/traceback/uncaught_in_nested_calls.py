# The traceback lists every frame with its line and carets.
def inner(data):
    return data["key"] + 1

def outer(value):
    result = inner(value) * 2
    return result

print("start")
outer({"key": 1})
outer({})
