# A list that grows in its own loop.
# ends: memory
data = [1]
for item in data:
    data.append(item)
