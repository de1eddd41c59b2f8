# A coroutine that was suspended closes another one that ignores it: what only its own frame holds is still there afterwards.
import gc


class Pause:
    def __await__(self):
        yield "pause"


class Stubborn:
    def __await__(self):
        try:
            try:
                yield 1
            finally:
                yield 2
        finally:
            print("stubborn ends", [str(number) for number in range(3)])
            gc.collect()


async def waits():
    try:
        await Stubborn()
    except RuntimeError as error:
        print("goes on", error)


async def stubborn():
    try:
        await Pause()
    except GeneratorExit:
        await Pause()
    finally:
        print("unseen ends", [str(number) for number in range(3)])
        gc.collect()


async def awaits_stubborn():
    try:
        await stubborn()
    except RuntimeError as error:
        print("goes on", error)


async def inner(make):
    await Pause()
    thing = make()
    thing.send(None)
    held = [[str(number)] for number in range(5)]
    thing.close()
    print(held)


async def outer(make):
    await inner(make)


for make in waits, awaits_stubborn:
    driven = outer(make)
    driven.send(None)
    try:
        driven.send(None)
    except StopIteration:
        print("end")
