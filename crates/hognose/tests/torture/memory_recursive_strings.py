# Strings in a recursion.
# ends: memory
# limits: 4 64 512
def f(depth, text):
    return f(depth + 1, text + text) if depth < 900 else 0

f(0, 'xy')
