# break leaves the generator suspended; it goes on later; else and return.
async def g(n):
    try:
        for i in range(n):
            yield i
    finally:
        print("finally", n)

async def main():
    a = g(5)
    async for x in a:
        if x == 1: break
    print("broke at", x, a.ag_suspended)
    async for x in a:
        print("continued", x)
    else:
        print("else")
    async for x in a:
        print("never")
    print([x async for x in g(3) if x])
    b = g(4)
    async for x in b:
        async for y in b:
            if y == 2: break
        print(x, y)
    c = g(2)
    try:
        async for x in c:
            raise ValueError(x)
    except ValueError as error:
        print("error", error, await anext(c), await anext(c, "end"))
    d = g(9)
    await anext(d)
    await d.aclose()
    print("closed", [x async for x in d])

try:
    main().send(None)
except StopIteration:
    print("done")
