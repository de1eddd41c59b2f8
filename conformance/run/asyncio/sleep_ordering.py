# Timers fire in order of their deadlines; sleep returns its result.
import asyncio
async def after(delay, name, log):
    result = await asyncio.sleep(delay, f"result {name}")
    log.append(name)
    return result

async def main():
    log = []
    print(await asyncio.gather(after(0.03, "c", log), after(0.01, "a", log), after(0.02, "b", log), after(0, "zero", log), after(-1, "negative", log)))
    print(log)
    print(await asyncio.sleep(0), await asyncio.sleep(0, "value"))

asyncio.run(main())
