# SystemExit inside a finaliser is no way out.
# ends: fuel or memory or output
class C:
    def __del__(self):
        raise SystemExit

while True:
    C()
