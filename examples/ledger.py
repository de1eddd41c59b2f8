# A bank ledger that is one async generator: commands go in by asend, receipts come out as its answers, a rejected
# command comes back as a receipt too, and an audit is asked for with athrow.
import asyncio


class Audit(Exception):
    """Thrown into the ledger: it answers with its books."""


class Rejected(Exception):
    pass


def transfer(accounts, source, target, amount):
    if amount <= 0:
        raise Rejected(f"cannot move {amount}")
    if source not in accounts:
        raise Rejected(f"no account {source!r}")
    if target not in accounts:
        raise Rejected(f"no account {target!r}")
    if accounts[source] < amount:
        raise Rejected(f"{source} has only {accounts[source]}")
    accounts[source] -= amount
    accounts[target] += amount
    return f"{source} -> {target}: {amount}"


async def ledger():
    accounts = {}
    journal = []
    answer = "open"
    try:
        while True:
            try:
                command = yield answer
                match command:
                    case ("open", str(name)) if name not in accounts:
                        accounts[name] = 0
                        answer = f"opened {name}"
                    case ("open", str(name)):
                        raise Rejected(f"{name} is open already")
                    case ("deposit", str(name), int(amount)) if name in accounts and amount > 0:
                        accounts[name] += amount
                        answer = f"{name}: {accounts[name]}"
                    case ("transfer", str(source), str(target), int(amount)):
                        answer = transfer(accounts, source, target, amount)
                    case ("balance", str(name)):
                        answer = accounts.get(name)
                    case _:
                        raise Rejected(f"cannot understand {command!r}")
                await asyncio.sleep(0)  # the journal goes to a slow disk
                journal.append(command)
            except Rejected as error:
                answer = f"rejected: {error}"
            except Audit:
                answer = sum(accounts.values()), len(journal), dict(sorted(accounts.items()))
    finally:
        print(f"ledger closed after {len(journal)} commands")


class Bank:
    """Lets many tasks share one ledger: an async generator takes one asend at a time."""

    def __init__(self, books):
        self.books = books
        self.lock = asyncio.Lock()

    async def __call__(self, *command):
        async with self.lock:
            return await self.books.asend(command)


async def customer(bank, name, friend, amounts):
    print(await bank("open", name))
    print(await bank("deposit", name, 100))
    for amount in amounts:
        print(f"{name}: {await bank('transfer', name, friend, amount)}")
        await asyncio.sleep(0)
    return name, await bank("balance", name)


async def without_lock(books, name):
    return await books.asend(("deposit", name, 1))


async def main():
    books = ledger()
    print("ledger is", await anext(books))
    bank = Bank(books)
    balances = await asyncio.gather(
        customer(bank, "ada", "bob", [30, 200, 20]),
        customer(bank, "bob", "cyd", [60, 0]),
        customer(bank, "cyd", "ada", [5, 5, 5]),
    )
    print(balances)
    print(await bank("audit"))
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(without_lock(books, "ada"))
            group.create_task(without_lock(books, "bob"))
    except* RuntimeError as group:
        print("without the lock:", group.exceptions[0])
    total, commands, accounts = await books.athrow(Audit())
    print(total, commands, accounts)
    await books.aclose()
    try:
        await books.asend(("open", "dan"))
    except StopAsyncIteration:
        print("nobody answers any more")


asyncio.run(main())
