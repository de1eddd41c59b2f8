# Class attributes with ever new names.
# ends: memory
class C:
    pass

i = 0
while True:
    setattr(C, f'attribute_{i}', i)
    i += 1
