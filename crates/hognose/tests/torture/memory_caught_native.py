# A handler of everything around one allocation.
# ends: memory or MemoryError
# limits: 4 64 512
while True:
    try:
        'x' * 700_000_000
    except BaseException as error:
        if isinstance(error, MemoryError):
            raise
