# Keyword arguments keep call order; arguments are evaluated before the call is checked.
def f(**kw):
    return list(kw.items())

print(f(z=1, a=2, **{"m": 3}, b=4))
def say(x):
    print("say", x)
    return x

def none():
    pass

try:
    none(say(1), k=say(2))
except TypeError as error:
    print(error)
try:
    undefined(say(3))
except NameError as error:
    print(error)
try:
    (5).missing(say(4))
except AttributeError as error:
    print(error)
number = 5
try:
    number(say(5))
except TypeError as error:
    print(error)
def swap(a, b):
    return b, a

print(swap(b=say("b"), a=say("a")))
kw = {"x": 1}
def mutate(**k):
    k["x"] = 2
    return k

print(mutate(**kw), kw)
