# All starts, stops and steps over a short sequence agree between list, str, tuple and range.
data = [0, 1, 2, 3, 4]
text = "01234"
ends = (None, 0, 2, 5, 9, -1, -3, -9)
checksum = 0
for start in ends:
    for stop in ends:
        for step in (None, 1, 2, -1, -2, 7, -7):
            part = data[start:stop:step]
            assert [int(c) for c in text[start:stop:step]] == part
            assert list(tuple(data)[start:stop:step]) == part
            assert list(range(5)[start:stop:step]) == part
            checksum = (checksum * 31 + sum((i + 1) * (v + 1) for i, v in enumerate(part))) % 1000003
print(checksum)
print(data[::-1], data[-2::-2], data[3:0:-1], data[:2:-1], data[-9:9:3], data[9::-9])
