# Says how often it ran, and refuses to when it is told.
import sys

if "count" not in globals():
    count = 0
count += 1
if getattr(sys, "refuse", False):
    raise ValueError("refused")


def answer():
    return count * 10


class Thing:
    made = count


del sys
