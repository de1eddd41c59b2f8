# A set that grows in its own loop.
# ends: RuntimeError
# limits: 4
seen = {0}
for item in seen:
    seen.add(item + 1)
