# States of generators, coroutines and async generators, and their variables.
import inspect
import types


def generator(argument):
    local = argument * 2
    print(inspect.getgeneratorstate(me[0]))
    yield local
    later = 1
    yield later


@types.coroutine
def suspend():
    yield


async def coroutine(argument):
    print(inspect.getcoroutinestate(me[0]))
    await suspend()


async def async_generator(argument):
    print(inspect.getasyncgenstate(me[0]))
    value = yield argument
    await suspend()
    yield value


me = [generator(3)]
print(inspect.getgeneratorstate(me[0]), dict(inspect.getgeneratorlocals(me[0])))
next(me[0])
print(inspect.getgeneratorstate(me[0]), dict(inspect.getgeneratorlocals(me[0])))
next(me[0])
print(dict(inspect.getgeneratorlocals(me[0])))
me[0].close()
print(inspect.getgeneratorstate(me[0]), inspect.getgeneratorlocals(me[0]))
me = [coroutine("c")]
print(inspect.getcoroutinestate(me[0]), dict(inspect.getcoroutinelocals(me[0])))
me[0].send(None)
print(inspect.getcoroutinestate(me[0]))
me[0].close()
print(inspect.getcoroutinestate(me[0]), inspect.getcoroutinelocals(me[0]))
me = [async_generator("a")]
print(inspect.getasyncgenstate(me[0]))
try:
    me[0].asend(None).send(None)
except StopIteration:
    print(inspect.getasyncgenstate(me[0]), dict(inspect.getasyncgenlocals(me[0])))
step = me[0].asend("sent")
step.send(None)
print(inspect.getasyncgenstate(me[0]), dict(inspect.getasyncgenlocals(me[0])))
try:
    step.send(None)
except StopIteration as stop:
    print(stop.value, inspect.getasyncgenstate(me[0]))
closing = me[0].aclose()
try:
    closing.send(None)
except StopIteration:
    print(inspect.getasyncgenstate(me[0]), inspect.getasyncgenlocals(me[0]))
for wrong in (inspect.getgeneratorlocals, inspect.getasyncgenlocals):
    try:
        wrong(3)
    except TypeError as error:
        print(error)
