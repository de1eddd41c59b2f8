# Standard streams that are not there.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


import sys
told(input)
told(input, "prompt ")
kept = sys.stdout
sys.stdout = None
print("nobody reads this")
told(input)
sys.stdout = kept
del sys.stdout
told(input)
told(print, "x")
sys.stdout = kept
class Odd:
    def write(self, text):
        kept.write(text.upper())
sys.stdout = Odd()
told(print, "odd", flush=False)
told(print, "odd", flush=True)
sys.stdout = kept
told(print, "x", file=5)
sys.stdin = None
told(input)
del sys.stdin
told(input)
