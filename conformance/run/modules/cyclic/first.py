from . import second
name = "first"
