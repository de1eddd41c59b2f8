# Finalisers that raise, in a loop.
# ends: output or fuel or memory
class C:
    def __del__(self):
        raise ValueError

while True:
    C()
