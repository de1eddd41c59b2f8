"""An int has at most 2**27 bits (16 MiB), and the bounds and the step of a range at most 2**16: beyond, it is a MemoryError.

Reason: one operation on such numbers takes seconds, which nothing could interrupt. Where the machine has a limit of memory, an
int takes at most a 64th of it; beyond, the script ends.
"""
for make in (lambda: 1 << 2**27, lambda: (1 << 2**26) ** 3, lambda: range(1 << 2**16), lambda: range(0, 9, 1 << 2**16)):
    try:
        make()
    except MemoryError as error:
        print(type(error).__name__, error)

print((1 << 2**27 - 1).bit_length(), range(1 << 2**16 - 1)[-1].bit_length())
