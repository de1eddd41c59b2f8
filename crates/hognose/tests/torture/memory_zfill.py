# Zeros to a huge width.
# ends: memory or MemoryError
# limits: 4 64 512
text = '1'.zfill(900_000_000)
