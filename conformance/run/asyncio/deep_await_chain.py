# A long chain of awaits suspends and resumes as a whole, many times.
import asyncio
async def chain(n):
    if n == 0:
        for i in range(3):
            await asyncio.sleep(0)
        return [0]
    return await chain(n - 1) + [n]

async def sum_tree(depth):
    if depth == 0:
        await asyncio.sleep(0)
        return 1
    left, right = await asyncio.gather(sum_tree(depth - 1), sum_tree(depth - 1))
    return left + right

async def main():
    result = await chain(100)
    print(len(result), result[:3], result[-1], await sum_tree(6))
    async def failing(n):
        if n == 0:
            await asyncio.sleep(0)
            raise ValueError("bottom")
        try:
            await failing(n - 1)
        finally:
            depths.append(n)
    depths = []
    try:
        await failing(20)
    except ValueError as error:
        print(error, depths[0], depths[-1], len(depths))

asyncio.run(main())
