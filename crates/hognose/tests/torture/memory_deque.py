# A deque without end.
# ends: memory
from collections import deque

queue = deque()
while True:
    queue.append(0)
