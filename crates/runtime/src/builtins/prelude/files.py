# Files and printing: what needs script code.

def unsupported_operation(text):
    import io
    raise io.UnsupportedOperation(text)


def file_writelines(file, lines):
    for line in lines:
        file.write(line)


def print_general(objects, sep, end, file, flush):
    if file is None:
        import sys
        file = sys.stdout
        if file is None:
            return
    write = file.write
    first = True
    for item in objects:
        if not first:
            write(" " if sep is None else sep)
        first = False
        write(str(item))
    write("\n" if end is None else end)
    if flush:
        file.flush()


def input_general(prompt):
    import sys
    if sys.stdin is None:
        raise RuntimeError("input(): lost sys.stdin")
    if sys.stdout is None:
        raise RuntimeError("input(): lost sys.stdout")
    if prompt is not None:
        sys.stdout.write(str(prompt))
    sys.stdout.flush()
    line = sys.stdin.readline()
    if not isinstance(line, str):
        raise TypeError("object.readline() returned non-string")
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line[-1] == "\n" else line


def open_path(file, mode, buffering, encoding, errors, newline, closefd, opener):
    path = bind_special(file, "__fspath__")()
    if not isinstance(path, (str, bytes)):
        raise TypeError(f"expected {type(file).__name__}.__fspath__() to return str or bytes, not {type(path).__name__}")
    return open(path, mode, buffering, encoding, errors, newline, closefd, opener)


def exc_info(exception):
    return (type(exception), exception, exception.__traceback__)
