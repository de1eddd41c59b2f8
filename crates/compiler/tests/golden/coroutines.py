async def echo():
    value = None
    while True:
        value = yield value

async def talk(generator, value):
    first = await generator.asend(value)
    second = await anext(generator)
    async for item in generator:
        print(item)
    return await talk(first, second)

async def gather(sources):
    return [item async for source in sources async for item in source if item]
