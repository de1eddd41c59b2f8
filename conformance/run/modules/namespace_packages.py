# A folder without __init__.py is a package too.
import spaces.deep.leaf as leaf
import spaces
print(leaf.here, spaces.__package__, spaces.deep.leaf is leaf, spaces.__doc__, hasattr(spaces, "__path__"))
try:
    from spaces import nowhere
except ImportError as error:
    print(error, error.path)
