# Causes and contexts are printed before the final exception.
def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError("cannot convert") from error

try:
    convert("x")
except RuntimeError:
    print("handling")
    {}["missing"]
