# Encodings that are wider than the text.
# ends: memory
# limits: 4 64 512
text = '\u20ac' * 300_000
kept = []
while True:
    kept.append(text.encode('utf-32'))
