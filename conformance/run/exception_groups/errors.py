# Exception groups that cannot be made or derived.
def told(function, *arguments, **keywords):
    try:
        print(function(*arguments, **keywords))
    except Exception as error:
        print(type(error).__name__, error)


class Derives(ExceptionGroup):
    def derive(self, excs):
        return 5
told(Derives("a", [ValueError(), TypeError()]).split, ValueError)
told(Derives("a", [ValueError(), TypeError()]).subgroup, ValueError)
told(ExceptionGroup, "a", [])
told(ExceptionGroup, "a", 5)
told(ExceptionGroup, "a", [5])
told(ExceptionGroup, "a", [KeyboardInterrupt()])
told(ExceptionGroup, 5, [ValueError()])
told(ExceptionGroup, "a")
told(ExceptionGroup)
told(BaseExceptionGroup, "a", [ValueError()])
told(ExceptionGroup("a", [ValueError()]).split, 5)
told(ExceptionGroup("a", [ValueError()]).subgroup, (5,))
told(setattr, ExceptionGroup("a", [ValueError()]), "message", 5)
told(setattr, ExceptionGroup("a", [ValueError()]), "exceptions", 5)
def star(kind):
    try:
        raise ValueError(1)
    except* kind:
        return_value = 1
told(star, 5)
told(star, ExceptionGroup)
told(star, (ValueError, ExceptionGroup))
