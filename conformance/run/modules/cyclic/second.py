from . import first
print(first.__name__, hasattr(first, "name"))
try:
    first.name
except AttributeError as error:
    print(str(error).replace(first.__file__, "FILE"))
try:
    from .first import name
except ImportError as error:
    print(str(error).replace(first.__file__, "FILE"), error.name, error.path == first.__file__)
