# An escape that means nothing stands for itself, with one warning for each literal.
print("\d", "\w\s", b"\q\z", '\8', """
\k""", "a" "\y" "b" '\j')
print(r"\d", br"\d", "\\d \n \x41 \u0041 \101", ascii("\é"))
print("\377", ascii("\400"), b"\377", b"\400", "\c\400")
