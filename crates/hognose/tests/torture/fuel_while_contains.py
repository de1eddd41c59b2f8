# A loop whose condition looks into a list.
# ends: fuel
items = [1, 2]
while 2 in items:
    pass
