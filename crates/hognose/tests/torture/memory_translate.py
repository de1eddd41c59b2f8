# A translation that multiplies.
# ends: memory or MemoryError
# limits: 4 64 512
text = 'x' * 30_000
text = text.translate({ord('x'): text})
