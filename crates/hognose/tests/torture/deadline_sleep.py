# A script that sleeps.
# ends: deadline
import time

while True:
    try:
        time.sleep(300)
    except BaseException:
        pass
