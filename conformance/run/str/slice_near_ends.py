# Slices of strings that are not ASCII, near both ends and in the middle.
text = "".join(chr(65 + n % 26) if n % 3 else chr(0x430 + n % 32) if n % 2 else chr(0x1F600 + n % 64) for n in range(300))
letters = list(text)
for start in (0, 1, 2, 62, 63, 64, 65, 127, 128, 129, 170, 234, 235, 236, 237, 298, 299, 300, 301, -1, -2, -64, -65, -300, -301):
    for stop in (0, 1, 63, 64, 65, 128, 200, 235, 236, 237, 299, 300, 400, -1, -63, -64, -65, -299):
        assert text[start:stop] == "".join(letters[start:stop]), (start, stop)
for index in range(-300, 300):
    assert text[index] == letters[index], index
short = "é" * 3
print(short[1:], short[:-1], short[3:], len(text[1:]), text[-1:] == letters[-1])
count = 0
rest = "éabc" * 500
while rest:
    rest = rest[1:]
    count += 1
while len(rest) < 300:
    rest += "ü"
while rest:
    rest = rest[:-1]
    count += 1
print(count, text[299], text[0])
