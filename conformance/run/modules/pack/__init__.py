"""A package."""
print("runs", __name__, __package__, len(__path__), __doc__)
from . import one
from .one import value as renamed
from .inner.deep import up
