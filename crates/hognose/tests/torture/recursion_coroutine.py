# Coroutines that await one another.
# ends: RecursionError
# limits: 4
async def f():
    await f()

import asyncio
asyncio.run(f())
