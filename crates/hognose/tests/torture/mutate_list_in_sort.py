# A list that is changed while it is sorted.
# ends: ValueError
# limits: 4
data = [3, 2, 1]
def key(item):
    data.append(item)
    return item

data.sort(key=key)
