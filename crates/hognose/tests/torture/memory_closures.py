# Closures that hold one another.
# ends: memory
def wrap(inner):
    def call():
        return inner
    return call

function = None
while True:
    function = wrap(function)
