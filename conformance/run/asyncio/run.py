# asyncio.run returns the coroutine's result, raises its exception, and checks its argument.
import asyncio
async def main(value):
    await asyncio.sleep(0)
    return value

async def fails(): raise ValueError("from main")
async def nested():
    c = main(1)
    try:
        asyncio.run(c)
    except RuntimeError as error:
        c.close()
        return str(error)

print(asyncio.run(main(5)), asyncio.run(main((1, 2))), asyncio.run(nested()))
try:
    asyncio.run(fails())
except ValueError as error:
    print(error)
for bad in (5, main, None):
    try:
        asyncio.run(bad)
    except (ValueError, TypeError) as error:
        print(type(error).__name__, str(error).split(" at ")[0])
try:
    asyncio.get_running_loop()
except RuntimeError as error:
    print(error)
async def exits(): raise SystemExit(3)
try:
    asyncio.run(exits())
except SystemExit as error:
    print("exit", error.code)
