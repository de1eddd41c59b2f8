# Bytes repeated beyond the limit at once.
# ends: memory or MemoryError
# limits: 4 64 512
data = b'xyz' * 330_000_000
