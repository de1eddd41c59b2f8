print("runs", __name__)
from . import one, three
from .one import *
