# Opening a file that does not exist fails with FileNotFoundError.
for arguments in (("no/such/file.txt",), ("no/such/file.txt", "w"), ("no such file", "rb")):
    try:
        open(*arguments)
    except OSError as error:
        print(type(error).__name__, error.errno, error)
for arguments in (("x", "q"), ("x", "rw"), (), (None,), ("x", 5)):
    try:
        open(*arguments)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
