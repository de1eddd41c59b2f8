# Timers without end.
# ends: memory or timers
import asyncio

async def main():
    loop = asyncio.get_running_loop()
    while True:
        loop.call_later(1000, print)

asyncio.run(main())
