# Awaitables and coroutines that nobody awaited are told of when they die, here at the end.
async def numbers():
    yield 1


class C:
    async def method(self):
        yield


async def coroutine():
    pass


generator = numbers()
stepped = generator.asend(None)
thrown = generator.athrow(ValueError)
closed = generator.aclose()
method = C().method().asend(1)
no_warning = generator.asend(None)
no_warning.close()
neither = generator.athrow(ValueError)
neither.close()
generator.__qualname__ = "renamed"
made = coroutine()
made.__qualname__ = "renamed too"
