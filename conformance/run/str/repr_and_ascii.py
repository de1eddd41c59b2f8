# Quote choice and escapes.
for text in ("a", "it's", 'say "hi"', "both ' and \"", "tab\t nl\n cr\r", "\x00\x1b\x7f", "é ü", "\x85\xa0\xad", "\u2028", "😀", "\\", "\u200b", "日本", "\U000e0001", ""):
    print(repr(text), ascii(text), len(repr(text)))
print([["'"], ('"',), {"k'": 'v"'}])
