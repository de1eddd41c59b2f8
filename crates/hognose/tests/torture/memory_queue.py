# A queue that nobody reads.
# ends: memory
import asyncio

async def main():
    queue = asyncio.Queue()
    while True:
        queue.put_nowait('x')

asyncio.run(main())
