def load(path):
    try:
        with open(path) as file:
            return file.read()
    except (OSError, ValueError) as error:
        report(error)
        raise
    finally:
        print("done")

def split():
    try:
        work()
    except* ValueError as group:
        print(group)
