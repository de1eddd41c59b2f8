# NaN is unordered, unequal to itself, and yet found by identity.
nan = float("nan")
print(nan == nan, nan != nan, nan < nan, nan <= nan, nan > 1, nan >= 1, 1 < nan, not nan < 1)
print(nan in [nan], [nan] == [nan], (1, nan) == (1, nan), {nan: 1} == {nan: 1}, [nan].index(nan), [nan].count(nan))
other = float("nan")
print(nan in [other], [nan] == [other], nan is nan, nan is other, [nan] != [other])
print(min(nan, 1) is nan, min(1, nan), max(nan, 1) is nan, max(1, nan))
if not (nan < 1) and not (nan >= 1):
    print("neither")
while nan > 0:
    print("never")
print(len({nan, nan}), len({nan, other}), bool(nan))
arithmetic = nan + 0
print(arithmetic is nan, arithmetic == arithmetic)
