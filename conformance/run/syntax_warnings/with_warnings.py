# A module for imported_module.py.
TEXT = "\d"
TEXT is "\d"
