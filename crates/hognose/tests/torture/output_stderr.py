# A script that writes to standard error without end.
# ends: output
import sys

while True:
    sys.stderr.write('x' * 1000)
