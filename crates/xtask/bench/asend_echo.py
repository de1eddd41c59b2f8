# group: async
# Round trips of asend with an answer that depends on what was sent.
async def average():
    total = count = 0
    value = yield 0
    while True:
        total += value
        count += 1
        value = yield total // count


async def main():
    g = average()
    await g.asend(None)
    checksum = 0
    for i in range(1_500_000):
        checksum = (checksum * 31 + await g.asend(i & 1023)) & 0xFFFFFF
    return checksum


def drive(coroutine):
    try:
        coroutine.send(None)
    except StopIteration as stop:
        return stop.value


print(drive(main()))
