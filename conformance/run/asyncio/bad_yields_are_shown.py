# What a task must not yield is shown in the complaint, and so is the task.
import asyncio
import types


@types.coroutine
def bare(value):
    yield value


class Shown:
    def __repr__(self):
        return "<shown>"


async def main():
    future = asyncio.get_running_loop().create_future()
    generator = (number for number in [1])
    for value in (1, [future], Shown(), generator, future, asyncio.current_task()):
        try:
            await bare(value)
        except RuntimeError as error:
            text = str(error).replace(repr(generator), "G")
            print(text.partition(" coro=")[0], "|", text.rpartition(" with ")[2][:20])


asyncio.run(main())
