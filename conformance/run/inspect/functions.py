# Which functions make coroutines, generators and async generators.
import asyncio
import functools
import inspect


def plain():
    pass


def generator():
    yield


async def coroutine():
    pass


async def async_generator():
    yield


class C:
    async def method(self):
        pass

    @staticmethod
    async def static():
        pass

    def generate(self):
        yield

    async def __call__(self):
        pass


@inspect.markcoroutinefunction
def marked():
    return coroutine()


@functools.wraps(coroutine)
def wrapper():
    return coroutine()


things = [
    plain, generator, coroutine, async_generator, C().method, C.method, C.static, C().generate, C(), marked, wrapper,
    functools.partial(coroutine), functools.partial(functools.partial(async_generator)), lambda: (yield), print, 3, C,
]
for thing in things:
    print(
        inspect.iscoroutinefunction(thing), inspect.isgeneratorfunction(thing), inspect.isasyncgenfunction(thing),
        asyncio.iscoroutinefunction(thing),
    )
print(inspect.unwrap(wrapper) is coroutine)
