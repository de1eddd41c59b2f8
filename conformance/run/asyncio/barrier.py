# A barrier lets its parties go together; it can be reset and aborted.
import asyncio


async def pass_through(barrier, name):
    try:
        index = await barrier.wait()
        print(name, "passes as", index)
    except asyncio.BrokenBarrierError as error:
        print(name, repr(error))


def state(barrier):
    return repr(barrier).split("[")[1], barrier.n_waiting, barrier.broken


async def main():
    barrier = asyncio.Barrier(3)
    print(state(barrier), barrier.parties)

    async def start(count):
        tasks = [asyncio.create_task(pass_through(barrier, f"t{number}")) for number in range(count)]
        await asyncio.sleep(0)
        print(state(barrier))
        return tasks

    tasks = await start(2)
    print(await barrier.wait())
    await asyncio.gather(*tasks)
    print(state(barrier))
    tasks = await start(2)
    await barrier.reset()
    await asyncio.gather(*tasks)
    tasks = await start(1)
    tasks[0].cancel()
    await asyncio.wait(tasks)
    print(state(barrier))
    tasks = await start(2)
    await barrier.abort()
    await asyncio.gather(*tasks)
    print(state(barrier))
    await pass_through(barrier, "late")
    await barrier.reset()
    print(state(barrier))
    async with asyncio.Barrier(1) as position:
        print(position)


asyncio.run(main())
