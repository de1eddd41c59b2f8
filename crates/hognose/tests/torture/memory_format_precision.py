# A format with a huge precision.
# ends: memory or MemoryError or ValueError
# limits: 4 64 512
text = f'{1.5:.900000000f}'
