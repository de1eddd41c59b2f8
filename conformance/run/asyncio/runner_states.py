# A Runner keeps its loop between runs and is closed once.
import asyncio


async def loop_of():
    return asyncio.get_running_loop()


runner = asyncio.Runner(debug=True)
with runner:
    first = runner.run(loop_of())
    print(first is runner.run(loop_of()), first is runner.get_loop(), first.get_debug())
    try:
        runner.run(3)
    except ValueError as error:
        print(error)
print(first.is_closed())
for again in (runner.get_loop, runner.__enter__):
    try:
        again()
    except RuntimeError as error:
        print(error)
runner.close()


async def nested():
    coroutine = loop_of()
    for run in (asyncio.run, asyncio.Runner().run):
        try:
            run(coroutine)
        except RuntimeError as error:
            print(error)
    coroutine.close()


asyncio.run(nested())


def factory():
    print("factory")
    return asyncio.new_event_loop()


print(asyncio.run(asyncio.sleep(0, "result"), loop_factory=factory))
asyncio.Runner().close()


async def exits():
    raise SystemExit(3)


try:
    asyncio.run(exits())
except SystemExit as error:
    print("exit", error.code)
