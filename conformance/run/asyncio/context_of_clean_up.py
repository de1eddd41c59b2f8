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
async def gathers(what):
    try: await asyncio.gather(*what)
    except BaseException as e: print(repr(e), repr(e.__context__))
async def fails(error):
    raise error
async def main():
    asyncio.create_task(gathers([asyncio.sleep(10)]))
    asyncio.create_task(gathers([left()]))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    raise OSError(2)
try: asyncio.run(main())
except OSError: pass
async def main():
    await gathers([fails(KeyError(1))])
    await gathers([fails(asyncio.CancelledError())])
    task = asyncio.create_task(fails(KeyError(3)))
    try: await task
    except KeyError as e: print(repr(e), repr(e.__context__))
try:
    raise OSError(3)
except OSError:
    asyncio.run(main())
