# A module that does not compile: a SyntaxError with the place.
for name in "syntax", "indent", "text", "open", "outside":
    try:
        if name == "syntax": import pack.bad.syntax
        elif name == "indent": import pack.bad.indent
        elif name == "text": import pack.bad.text
        elif name == "open": import pack.bad.open
        else: import pack.bad.outside
    except SyntaxError as error:
        print(type(error).__name__, error, error.lineno, error.offset, error.end_lineno, repr(error.text.rstrip()))
        print(error.msg, error.filename.endswith(f"pack/bad/{name}.py"), len(error.args), len(error.args[1]))
import pack.bad.syntax
