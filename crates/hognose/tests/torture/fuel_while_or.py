# A loop with a condition of several parts.
# ends: fuel
items = [1]
text = ""
while text or items and not text:
    pass
