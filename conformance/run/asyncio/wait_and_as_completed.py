# asyncio.wait with its conditions, and as_completed.
import asyncio
async def work(name, steps, fail=False):
    for _ in range(steps): await asyncio.sleep(0)
    if fail: raise ValueError(name)
    return name

def names(tasks): return sorted(t.get_name() for t in tasks)

async def main():
    def make(*specs): return [asyncio.create_task(work(*s), name=s[0]) for s in specs]
    done, pending = await asyncio.wait(make(("a", 1), ("b", 3)))
    print(names(done), names(pending))
    tasks = make(("c", 1), ("d", 5))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print(names(done), names(pending))
    await asyncio.gather(*pending)
    tasks = make(("e", 2, True), ("f", 1), ("g", 6))
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print(names(done), names(pending), [repr(t.exception()) for t in tasks if t.done()])
    done, pending = await asyncio.wait(pending, timeout=0)
    print(names(done), names(pending))
    await asyncio.gather(*pending)
    print([await next_done for next_done in asyncio.as_completed([work("slow", 3), work("quick", 1), work("middle", 2)])])
    for bad in ([], 5):
        try:
            await asyncio.wait(bad)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)

asyncio.run(main())
