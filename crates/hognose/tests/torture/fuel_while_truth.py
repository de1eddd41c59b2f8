# A loop whose condition is a list: turns of it cost fuel whatever the condition is.
# ends: fuel
items = [1]
while items:
    pass
