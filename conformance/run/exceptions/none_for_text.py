# None in place of a text is called None, not NoneType.
for call in lambda: ExceptionGroup(None, [ValueError()]), lambda: b"".__format__(None), lambda: ExceptionGroup(1, [ValueError()]), lambda: object().__format__(3):
    try:
        call()
    except TypeError as error:
        print(error)
