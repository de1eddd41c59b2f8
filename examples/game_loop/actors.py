# What the actors of the game do. Each is a coroutine that lives from frame to frame.
import asyncio
import world

HEADINGS = [(1, 0), (0, 1), (-1, 0), (0, -1)]


async def wanderer(actor):
    heading = actor % 4
    while True:
        if not world.step(actor, *HEADINGS[heading]):
            heading = (heading + 1) % 4  # a wall is in the way
        await asyncio.sleep(world.FRAME)


async def sleeper(actor):
    await asyncio.sleep(5 * world.FRAME)
    return f"{actor} has slept well"


async def runaway(actor):
    await asyncio.sleep(3 * world.FRAME)
    while True:
        actor += 1
