# A str on the right of a bytes template is no mapping.
for f in (lambda: b"ab" % "x", lambda: bytearray(b"ab") % "x", lambda: b"%(k)s" % "x", lambda: b"ab".__rmod__("x")):
    try: print(f())
    except TypeError as e: print(e)
