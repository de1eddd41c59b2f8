# A bytearray beyond the limit.
# ends: memory or MemoryError
# limits: 4 64 512
data = bytearray(900_000_000)
