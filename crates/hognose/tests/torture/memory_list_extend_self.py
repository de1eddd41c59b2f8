# A list that is extended by itself.
# ends: memory
# limits: 4 64 512
data = [1]
while True:
    data.extend(data)
