# Escape sequences, raw strings, continuation and concatenation of literals.
print("\101\x41\u0041\U00000041\N{LATIN CAPITAL LETTER A}", "\a\b\f\v".encode(), "\0".encode(), "\18".encode())
print(r"\n\'", len(r"\\"), R"a\
b", "a\
b", 'one' "two" '''three''', "x" r"\n" f"{1}" "{}", """q"q""q\"""")
print("\'\"", '\'\"', "\\{}", "\N{greek small letter alpha}\N{SNAKE}")
print(("implicit "
       "concatenation"), u"old", len("""
"""), "\
")
print("a" "b" * 2, len("tab	tab"), "\r\n".encode(), "\N{DIGIT ONE}" + "\N{BULLET}")
