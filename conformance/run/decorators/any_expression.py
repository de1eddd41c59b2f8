# Any expression decorates; the result may be anything; classes too.
registry = {}
def register(thing):
    registry[thing.__name__] = thing
    return thing

@register
class A:
    pass

@register
def b():
    pass

@(lambda f: f())
def number():
    return 42

@[str, len][0]
def text():
    pass

decorators = {"k": [lambda f: "replaced"]}
@decorators["k"][0]
class Gone:
    pass

@bool
def nothing(): pass

print(sorted(registry), number, type(text).__name__, Gone, nothing)
try:
    @5
    def broken(): pass
except TypeError as error:
    print(error)
