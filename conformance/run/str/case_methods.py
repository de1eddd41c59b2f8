# Upper, lower, title and friends, also where the length changes.
for text in ("hello World", "ÀÉß", "they're bill's", "ǆ", "İ", "ΑΣ ΣΑΣ", "1st x2y", ""):
    print([text.upper(), text.lower(), text.title(), text.capitalize(), text.swapcase(), text.casefold()])
print("Straße".casefold() == "STRASSE".casefold(), "ﬁ".upper(), len("ŉ".upper()))
