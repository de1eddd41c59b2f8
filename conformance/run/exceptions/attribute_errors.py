# Attributes of exceptions that cannot be set so or deleted.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


def set_to(name, value):
    setattr(ValueError(1), name, value)
def delete(name):
    delattr(ValueError(1), name)
for name in "__cause__", "__context__", "__traceback__", "__suppress_context__", "args", "__notes__", "__dict__":
    told(delete, name)
told(set_to, "__cause__", 1)
told(set_to, "__context__", 1)
told(set_to, "__traceback__", 1)
told(set_to, "__suppress_context__", 1)
told(set_to, "args", 1)
told(ValueError().__setstate__, 1)
told(ValueError().__setstate__, {"a": 1})
told(ValueError().with_traceback, 1)
error = ValueError()
error.__notes__ = 5
told(error.add_note, "x")
told(ValueError().add_note, 5)
told(BaseException.__new__)
told(BaseException.__new__, int)
told(lambda: BlockingIOError(1, "x").characters_written)
told(lambda: BlockingIOError(1, "x", 7).characters_written)
told(lambda: OSError(2, "x", "f").filename)
told(lambda: UnicodeDecodeError("utf-8", b"x", 0, 1, "why"))
told(UnicodeDecodeError, "utf-8", "x", 0, 1, "why")
told(UnicodeEncodeError, "utf-8", b"x", 0, 1, "why")
told(UnicodeTranslateError, "x", 0)
told(SyntaxError, "m", (1, 2))
told(SyntaxError, "m", ("f", 1, 2, "t", 1))
told(SyntaxError, "m", ("f", 1, 2, "t", 1, 2, 3, 4))
told(SyntaxError, "m", ("f", 1, 2, "t", 1, 2))
