"""Writes src/text/tables.rs from the Unicode database of the CPython that runs this: CPython 3.13, Unicode 15.1."""

import sys
import unicodedata

POINTS = [c for c in range(sys.maxunicode + 1) if not 0xD800 <= c < 0xE000]


def ranges(test):
    """The runs of code points that pass a test; surrogates do not end a run."""
    found = []
    previous = None
    for c in POINTS:
        if test(chr(c)):
            if found and found[-1][1] == previous:
                found[-1][1] = c
            else:
                found.append([c, c])
        previous = c
    return found


def show_ranges(name, doc, test):
    print(f"/// {doc}")
    print(f"pub static {name}: &[(u32, u32)] = &[")
    show_rows(f"({a:#x}, {b:#x})" for a, b in ranges(test))
    print("];\n")


def show_rows(rows):
    line = "   "
    for row in rows:
        if len(line) + len(row) > 117:
            print(line)
            line = "   "
        line += f" {row},"
    print(line)


def show_mapping(name, doc, function):
    """Runs of (first, last, step, delta), and single characters that become several."""
    runs, special = [], []
    for c in POINTS:
        text = function(chr(c))
        if text == chr(c):
            continue
        if len(text) > 1:
            special.append((c, text))
            continue
        delta = ord(text) - c
        if runs and runs[-1][3] == delta:
            first, last, step, _ = runs[-1]
            if first == last and c - last <= 2:
                runs[-1] = [first, c, c - last, delta]
                continue
            if first != last and c - last == step:
                runs[-1][1] = c
                continue
        runs.append([c, c, 1, delta])
    print(f"/// {doc}: first, last, step, what is added.")
    print(f"pub static {name}: &[(u32, u32, u32, i32)] = &[")
    show_rows(f"({a:#x}, {b:#x}, {step}, {delta})" for a, b, step, delta in runs)
    print("];\n")
    print(f"/// {doc}: where the result is longer than a character.")
    print(f"pub static {name}_LONG: &[(u32, &str)] = &[")
    show_rows('({:#x}, "{}")'.format(c, "".join(f"\\u{{{ord(x):x}}}" for x in text)) for c, text in special)
    print("];\n")


def show_values(name, doc, value):
    print(f"/// {doc}: first, last, the first's value; each next is one more.")
    print(f"pub static {name}: &[(u32, u32, u32)] = &[")
    runs = []
    for c in POINTS:
        number = value(chr(c))
        if number is None:
            continue
        if runs and runs[-1][1] == c - 1 and number - runs[-1][2] == c - runs[-1][0] and number != 0:
            runs[-1][1] = c
        else:
            runs.append([c, c, number])
    show_rows(f"({a:#x}, {b:#x}, {number})" for a, b, number in runs)
    print("];\n")


def is_ignorable(c):
    """CPython shows this property only through the lower case of a capital sigma."""
    return ("A" + c + "\u03a3").lower()[-1] == "\u03c2" and (c + "\u03a3").lower()[-1] == "\u03c3"


print("//! Unicode", unicodedata.unidata_version, "as CPython 3.13 knows it. Written by `tables/unicode.py`; do not edit.\n")
print("// Sorted by code point.\n")
show_ranges("ALPHABETIC", "`isalpha`", str.isalpha)
show_ranges("DIGITS", "`isdigit`", str.isdigit)
show_ranges("NUMERIC", "`isnumeric`", str.isnumeric)
show_ranges("UNPRINTABLE", "Not `isprintable`", lambda c: not c.isprintable())
show_ranges("UPPERCASE", "`isupper` of one character", str.isupper)
show_ranges("LOWERCASE", "`islower` of one character", str.islower)
show_ranges("TITLECASE", "Category Lt", lambda c: unicodedata.category(c) == "Lt")
show_ranges("CASED", "Property Cased", lambda c: (c + "a").title()[-1] == "a")
show_ranges("CASE_IGNORABLE", "Property Case_Ignorable", is_ignorable)
show_ranges("IDENTIFIER_START", "May begin an identifier", str.isidentifier)
show_ranges("IDENTIFIER_CONTINUE", "May stand inside an identifier", lambda c: ("a" + c).isidentifier())
show_values("DECIMALS", "Decimal digits", lambda c: unicodedata.decimal(c, None))
show_mapping("TO_LOWER", "Lower case", lambda c: c.lower() if c != "\u03a3" else "\u03c3")
show_mapping("TO_UPPER", "Upper case", str.upper)
show_mapping("TO_TITLE", "Title case", lambda c: c.title())
show_mapping("TO_FOLDED", "Case folding", str.casefold)
