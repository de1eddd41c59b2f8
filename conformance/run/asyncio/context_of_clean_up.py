import sys
class M:
    def __enter__(self): return self
    def __exit__(self, *a): print("exit sees", repr(sys.exception()))
def gen():
    print("gen sees", repr(sys.exception())); yield
try:
    with M():
        raise KeyError
except KeyError: pass
import asyncio
async def t(): print("task sees", repr(sys.exception()))
try:
    raise OSError
except OSError:
    asyncio.run(t())
    loop = asyncio.new_event_loop()
    loop.run_until_complete(t())
async def left():
    try: await asyncio.sleep(10)
    except BaseException as e: print(repr(e), repr(e.__context__))
async def main():
    asyncio.create_task(left())
    await asyncio.sleep(0)
    raise OSError(1)
try: asyncio.run(main())
except OSError: pass
