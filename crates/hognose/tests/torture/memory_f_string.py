# An f-string of many long texts.
# ends: memory
text = 'x' * 1000
while True:
    text = f'{text}{text}{text}{text}{text}{text}{text}{text}{text}{text}{text}{text}'
