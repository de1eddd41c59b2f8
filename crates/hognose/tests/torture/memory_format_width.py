# A format with a huge width.
# ends: memory or MemoryError
# limits: 4 64 512
text = f'{1:>900000000}'
