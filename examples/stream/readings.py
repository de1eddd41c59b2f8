# A pipeline of async generators: the readings of a sensor that are above a limit.
import sensors


async def readings(name, limit):
    async for value in values(name):
        if value > limit:
            yield {"sensor": name, "value": value, "alarm": value > 2 * limit}


async def values(name):
    for index in range(4):
        yield await sensors.read(name, index=index)
