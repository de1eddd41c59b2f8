# A loop whose condition is a list ends at its time.
# ends: deadline or fuel
import time
items = [1]
while items:
    time.sleep(10)
