# A string that grows by a character.
# ends: memory
text = ''
while True:
    text += 'abcdefghijklmnop' * 64
