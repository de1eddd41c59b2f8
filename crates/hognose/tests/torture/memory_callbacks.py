# Callbacks of one future without end.
# ends: memory
import asyncio

async def main():
    future = asyncio.get_running_loop().create_future()
    while True:
        future.add_done_callback(print)

asyncio.run(main())
