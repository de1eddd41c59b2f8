# A bytearray that grows.
# ends: memory
# limits: 4 64 512
data = bytearray(b'x')
while True:
    data += data
