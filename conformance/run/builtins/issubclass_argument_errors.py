# The first argument is looked at before the second, unless that is an empty tuple.
for arguments in [(1, 2), (1, int), (int, 2), (1, ()), (int, (str, 3)), (1, (str, 3)), (int, [int])]:
    try:
        print(issubclass(*arguments))
    except TypeError as error:
        print(error)
