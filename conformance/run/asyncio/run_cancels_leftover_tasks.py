# At the end of run the tasks that are left are cancelled, their finally blocks run.
import asyncio
log = []
async def left(name):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        log.append(f"cancelled {name}")
        await asyncio.sleep(0)
        log.append(f"cleaned {name}")
        raise

tasks = []
async def main():
    tasks.extend(asyncio.create_task(left(n)) for n in "ab")
    await asyncio.sleep(0)
    log.append("main ends")
    return "main result"

print(asyncio.run(main()))
print(log[0], sorted(log[1:3]), sorted(log[3:]), [t.cancelled() for t in tasks])
async def one():
    asyncio.create_task(left("late"))
    return "one"

log.clear()
print(asyncio.run(one()), log)
