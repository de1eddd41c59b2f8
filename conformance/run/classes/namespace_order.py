# The order of a class's namespace: the annotations are made before the docstring is stored.
class A:
    "doc"
    x: int = 1
    y: str


class B:
    "doc"


print(list(vars(A)))
print(list(vars(B)))
