# How files show themselves and the line endings that they read; a file that is missing goes before wrong arguments.
import sys
for newline in (None, "", "\n"):
    with open("shown_files.py", newline=newline) as f:
        print(f.newlines, len(f.readline()) > 0, repr(f.newlines), f)
with open("shown_files.py", "rb") as f: print(f, [f])
print(sys.stdin, sys.stdout.newlines)
for f in (lambda: open("/nonexistent", newline="x"), lambda: open("/nonexistent", encoding="nope"), lambda: open(-1)):
    try: f()
    except Exception as e: print(type(e).__name__, e)
