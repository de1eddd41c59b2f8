# The is-methods on empty, ASCII and other text.
names = ["isalpha", "isdigit", "isdecimal", "isnumeric", "isalnum", "isspace", "isupper", "islower", "istitle", "isidentifier", "isprintable", "isascii"]
for text in ("", "abc", "ABC", "Abc Def", "123", "²", "½", "٣", "a1", " \t\n", "A1", "_x9", "9x", "é", "x y", "\x00", "ǅ", "中", "class", "\u200b"):
    row = ""
    for name in names:
        row += "01"[getattr(text, name)()]
    print(row, ascii(text))
