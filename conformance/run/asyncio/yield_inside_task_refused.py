# Awaiting something that yields a plain value is an error inside a task.
import asyncio
class Wrong:
    def __init__(self, value): self.value = value
    def __await__(self):
        yield self.value

class Bare:
    def __await__(self):
        yield
        return "a bare yield is one turn of the loop"

async def main():
    print(await Bare())
    for value in (5, "text", [1]):
        try:
            await Wrong(value)
        except RuntimeError as error:
            print(str(error)[:19], repr(value) in str(error))
    task = asyncio.current_task()
    async def self_wait():
        try:
            await asyncio.current_task()
        except RuntimeError as error:
            return str(error)[:29]
    print(await asyncio.create_task(self_wait()))

asyncio.run(main())
