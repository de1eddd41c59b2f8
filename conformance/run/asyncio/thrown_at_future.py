# throw() of a future's iterator gives the exception back as it is: what is handled is not its context.
import asyncio


async def main():
    future = asyncio.get_running_loop().create_future()
    for error in ValueError(1), ValueError, StopIteration(3), GeneratorExit:
        for wrap in False, True:
            iterator = future.__await__()
            try:
                try:
                    raise KeyError
                finally:
                    iterator.throw(error)
            except BaseException as raised:
                print(repr(raised), repr(raised.__context__))
            print(iterator.close())


asyncio.run(main())
