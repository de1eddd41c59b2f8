# Tasks that are left pending when their loop is closed are reported when they go.
import asyncio


async def waits():
    try:
        await asyncio.sleep(100)
    finally:
        print("closing")


async def main():
    asyncio.get_running_loop().create_task(waits(), name="left")
    await asyncio.sleep(0)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
print("ran")
loop.close()
print("closed")
