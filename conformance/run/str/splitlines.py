# splitlines knows more line ends than \n.
for text in ("a\nb\r\nc\rd", "", "\n", "a\n\nb", "a\x0bb\x0cc\x1cd\x1de\x1ef\x85g\u2028h\u2029i", "end\n", "\r\n\n\r"):
    print(text.splitlines(), text.splitlines(True), text.splitlines(keepends=True) == text.splitlines(1))
