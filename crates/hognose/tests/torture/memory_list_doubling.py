# A list that doubles by addition.
# ends: memory
# limits: 4 64 512
data = [1]
while True:
    data = data + data
