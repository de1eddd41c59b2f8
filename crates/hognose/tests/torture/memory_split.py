# A split into many parts.
# ends: memory or MemoryError
text = ','.join(['x'] * 400_000)
parts = []
while True:
    parts.append(text.split(','))
