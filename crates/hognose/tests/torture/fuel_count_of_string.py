# A quadratic search.
# ends: fuel or done
text = 'a' * 1_000_000
while True:
    text.find('a' * 500_000 + 'b')
