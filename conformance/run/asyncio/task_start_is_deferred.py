# A task's body starts at the next suspension of its creator, in order of creation.
import asyncio
log = []
async def note(name): log.append(name)
async def main():
    tasks = [asyncio.create_task(note(n)) for n in "abc"]
    log.append("main before")
    await note("inline")
    log.append("main still first")
    await asyncio.sleep(0)
    log.append("main after")
    await asyncio.gather(*tasks)

asyncio.run(main())
print(log)
