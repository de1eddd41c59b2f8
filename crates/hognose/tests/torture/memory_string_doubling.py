# A string that doubles.
# ends: memory
# limits: 4 64 512
text = 'x'
while True:
    text += text
