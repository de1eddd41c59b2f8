# A module.
from .. import root

colour = "green"
