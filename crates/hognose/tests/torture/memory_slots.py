# Instances with slots.
# ends: memory
class Node:
    __slots__ = ('next', 'a', 'b')

node = None
while True:
    new = Node()
    new.next = node
    node = new
