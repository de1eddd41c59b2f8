# A tuple that doubles.
# ends: memory
# limits: 4 64 512
data = (1,)
while True:
    data += data
