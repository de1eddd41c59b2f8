# Padding to a huge width.
# ends: memory or MemoryError
# limits: 4 64 512
text = 'x'.center(900_000_000)
