# group: objects
# f-strings, joins, slices and replacements.
lines = []
for i in range(120_000):
    lines.append(f"{i:06d};{i * 7 % 1000:>5};{i / 3:.3f};{'even' if i % 2 == 0 else 'odd'}")
text = "\n".join(lines)
checksum = 0
for line in text.split("\n"):
    first, second, third, kind = line.split(";")
    checksum += int(first) + int(second) + len(third.replace(".", "")) + (kind == "odd")
print(len(text), checksum, text[-20:], text.count("even"), text[:40].upper())
