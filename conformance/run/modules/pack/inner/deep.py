print("runs", __name__)
from ..one import value
from .. import one as sibling
from ..inner import deep
up = value + sibling.value
try:
    from .... import far
except ImportError as error:
    print(error, error.name)
