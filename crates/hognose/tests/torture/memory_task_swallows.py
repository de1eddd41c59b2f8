# A task that catches everything does not outlive the limit.
# ends: memory
import asyncio

kept = []

async def greedy():
    while True:
        try:
            while True:
                kept.append('x' * 1000)
        except BaseException:
            kept.clear()

async def main():
    await asyncio.gather(greedy(), greedy(), return_exceptions=True)

asyncio.run(main())
