# Positions that a file refuses, and what is left after close().
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


file = open("seek_errors.py")
told(file.seek, -1)
told(file.seek, 1, 1)
told(file.seek, -1, 2)
told(file.seek, 0, 3)
told(file.seek, 0, 2)
file.seek(0)
next(file)
told(file.tell)
told(file.write, "x")
file.close()
for name in "read", "readline", "readlines", "tell", "flush", "__enter__", "__next__", "seekable", "readable", "writable":
    told(getattr(file, name))
told(file.seek, 0)
told(file.write, "x")
told(iter, file)
told(lambda: file.closed)
binary = open("seek_errors.py", "rb")
told(binary.seek, -1)
told(binary.seek, 0, 9)
told(binary.seek, -5, 2)
told(binary.write, b"x")
told(binary.seek, 1.5)
binary.close()
told(binary.read)
told(binary.fileno)
told(binary.readable)
told(binary.writable)
