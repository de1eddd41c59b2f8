import asyncio


async def g():
    await asyncio.sleep(0)
    yield 5


class Four:
    def __await__(self): yield
    def send(self, value): raise StopIteration(1)
    def throw(self, *error): raise error[0]
    def close(self): pass


async def main():
    agen = g()
    for thing in agen.asend(None), agen.athrow(ValueError), agen.aclose(), anext(agen, 1), main().__await__(), Four(), (x for x in []):
        print(type(thing).__name__, asyncio.iscoroutine(thing))
        thing.close()
    agen = g()
    task = asyncio.create_task(agen.asend(None))
    print(await task)
    print(await asyncio.create_task(Four()))
    agen = g()
    first = agen.asend(None)
    first.send(None)
    task = asyncio.ensure_future(agen.__anext__())
    task.cancel()
    try:
        await task
    except BaseException as error:
        print(repr(error))
    try:
        await asyncio.wait_for(agen.__anext__(), 0)
    except BaseException as error:
        print(repr(error))
    try:
        first.send(None)
    except StopIteration as error:
        print(error.value)

asyncio.run(main())
