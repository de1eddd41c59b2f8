# A script that only waits.
# ends: deadline
import asyncio

async def main():
    try:
        await asyncio.sleep(10_000)
    finally:
        await asyncio.sleep(10_000)

asyncio.run(main())
