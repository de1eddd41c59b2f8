# group: async
# Many tasks that hand a token round through queues.
import asyncio


async def worker(inbox, outbox, rounds):
    for _ in range(rounds):
        token = await inbox.get()
        await outbox.put(token + 1)


async def main():
    count, rounds = 50, 400
    queues = [asyncio.Queue() for _ in range(count)]
    async with asyncio.TaskGroup() as group:
        for i in range(count):
            group.create_task(worker(queues[i], queues[(i + 1) % count], rounds))
        await queues[0].put(0)
    return await queues[0].get()


print(asyncio.run(main()))
