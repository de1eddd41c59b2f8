# A loop whose condition is a list, and whose body keeps what it makes.
# ends: memory
items = [1]
while items:
    items.append("x" * 100 + "y")
