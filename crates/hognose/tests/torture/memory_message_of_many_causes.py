# One long message in many exceptions: a traceback of all of them is many times as long as the message.
# ends: memory
text = 'x' * 1_000_000
error = None
for number in range(1000):
    next_error = ValueError(text)
    next_error.__cause__ = error
    error = next_error
    error.add_note(text)
raise error
