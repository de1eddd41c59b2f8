# Exceptions with tracebacks, all kept.
# ends: memory
kept = []
def fail():
    raise ValueError('no')

while True:
    try:
        fail()
    except ValueError as error:
        kept.append(error)
