# Exceptions that are each the context of the next.
# ends: memory
last = None
while True:
    try:
        raise ValueError from last
    except ValueError as error:
        last = error
