"""CPython warns once more when it draws the carets of a traceback; Hognose does not.

Reason: CPython parses the faulty expression anew (`<unknown>:1: SyntaxWarning: ...` in the middle of the traceback).
Workaround: mend what the first warning is about.
"""
print("\d"[7])
