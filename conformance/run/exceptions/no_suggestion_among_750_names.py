# Among 750 names and more nothing close is looked for.
class Record:
    pass


def fill(count):
    record = Record()
    record.length_of = 1
    for number in range(count - 1):
        setattr(record, f"zz{number}", number)
    return record


length_of = 1
try:
    try:
        fill(749).lenght_of
    except AttributeError:
        fill(750).lenght_of
except AttributeError:
    try:
        lenght_of
    except NameError:
        globals().update({f"zz{number}": number for number in range(750)})
        lenght_of
