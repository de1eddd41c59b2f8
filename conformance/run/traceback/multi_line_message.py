# A message with line breaks, and a failing __str__.
class Bad(Exception):
    def __str__(self):
        raise ValueError("in str")

try:
    raise ValueError("line one\nline two")
finally:
    raise Bad("never shown")
