import asyncio


class Pause:
    def __await__(self):
        yield 1


async def sleeps():
    try:
        await asyncio.sleep(0)
    finally:
        await asyncio.sleep(0)


async def pauses():
    try:
        await Pause()
    finally:
        await Pause()


async def future():
    try:
        await asyncio.get_running_loop().create_future()
    finally:
        await asyncio.get_running_loop().create_future()


def delegates(make):
    yield from make().__await__()


async def awaits(make):
    await make()


class Object:
    def __init__(self, make):
        self.make = make

    def __await__(self):
        return (yield from self.make().__await__())


async def awaits_object(make):
    await Object(make)


async def main():
    for make in sleeps, pauses, future:
        for outer in delegates, awaits, awaits_object, lambda make: make(), lambda make: make().__await__():
            driven = outer(make)
            driven.send(None)
            try:
                print(driven.close())
            except RuntimeError as error:
                print(error)
            try:
                driven.close()
            except RuntimeError as error:
                print("again", error)

asyncio.run(main())
