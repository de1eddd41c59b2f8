# Subscripts of built-in types and unions of types as values.
print(list[int], dict[str, list[int]], tuple[int, ...], int | str, int | None, None | str, list[int] | None, type[int], set["x"], frozenset[int])
print(list[int]([1, 2]), list[int].__origin__, dict[str, int].__args__, (int | str).__args__, int | str == str | int, list[int] == list[int], int | int, (int | str) | float)
class C:
    def __class_getitem__(cls, item):
        return cls.__name__, item

print(C[int], C[1, 2], type(list[int]).__name__, type(int | str).__name__)
for case in (lambda: int[str], lambda: C()[0], lambda: int | 5, lambda: 5 | int, lambda: "a" | int, lambda: list[int][0], lambda: isinstance([], list[int])):
    try:
        print(case())
    except TypeError as error:
        print(error)
