# Word counts, longest lines and a small histogram.
text = """The quick brown fox jumps over the lazy dog.
The dog sleeps; the fox does not!
A quick-witted fox, a lazy dog -- and the end."""
words = "".join(c.lower() if c.isalnum() else " " for c in text).split()
counts = {}
for word in words:
    counts[word] = counts.get(word, 0) + 1
top = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:6]
for word, n in top:
    print(f"{word:<8}|{'#' * n:<6}|{n:>3}|{n / len(words):6.1%}")
by_length = {}
for word in set(words):
    by_length.setdefault(len(word), []).append(word)
for length in sorted(by_length):
    print(length, sorted(by_length[length]))
lines = text.splitlines()
print(max(lines, key=len), [len(line) for line in lines], len(text), text.count("\n"))
print(" ".join(w.capitalize() if i % 2 else w.upper() for i, w in enumerate(words[:6])))
letters = {c: text.lower().count(c) for c in "aeiou"}
print(letters, min(letters, key=letters.get), sum(letters.values()))
caesar = str.maketrans({chr(97 + i): chr(97 + (i + 13) % 26) for i in range(26)})
print(lines[0].lower().translate(caesar), lines[0].lower().translate(caesar).translate(caesar) == lines[0].lower())
