# The repr of the repr.
# ends: memory
# limits: 4 64 512
text = "\\"
while True:
    text = repr(text)
