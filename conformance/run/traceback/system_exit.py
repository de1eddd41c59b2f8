# SystemExit ends the script silently after finally blocks; a string goes to stderr.
import sys
try:
    print("working")
    sys.exit("stopped with a message")
finally:
    print("cleaning up")
