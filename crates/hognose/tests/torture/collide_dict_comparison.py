# Two dicts of ints with one hash are compared.
# ends: done or fuel
step = (1 << 61) - 1
tables = [{i * step: i for i in range(1500)} for _ in range(2)]
for _ in range(20):
    assert tables[0] == tables[1]
