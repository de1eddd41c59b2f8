# Attributes with ever new names, which are interned.
# ends: memory
class C:
    pass

c = C()
i = 0
while True:
    setattr(c, f'attribute_{i}', i)
    i += 1
