# Own exception classes: attributes, str, hierarchy and super().__init__.
class AppError(Exception):
    """Base."""
    code = 500
    def __init__(self, message, *, detail=None):
        super().__init__(message)
        self.detail = detail

class NotFound(AppError):
    code = 404
    def __str__(self):
        return f"not found: {self.args[0]} ({self.detail})"

class Silent(Exception):
    def __init__(self, x):
        self.x = x

class NoArgs(Exception): pass

for error in (AppError("a"), NotFound("n", detail="d"), Silent(5), NoArgs(), NoArgs(1, 2)):
    try:
        raise error
    except AppError as caught:
        print("app", caught.code, str(caught), repr(caught), caught.args, caught.detail)
    except Exception as caught:
        print("other", repr(str(caught)), repr(caught), caught.args)
print(issubclass(NotFound, (KeyError, AppError)), NotFound.__mro__[1:3], AppError.__doc__)
class Multi(KeyError, AttributeError): pass
try:
    raise Multi("both")
except AttributeError as error:
    print(error, isinstance(error, LookupError))
