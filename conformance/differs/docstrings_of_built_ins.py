"""Built-in classes, functions and exceptions have no docstrings: their __doc__ is None.

Reason: 100 kB of text in every host for what help() would show, which Hognose lacks.
"""
print(len.__doc__, int.__doc__, ValueError.__doc__, str.upper.__doc__)
