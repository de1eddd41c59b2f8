# What a model wrote: it asks for tools, two at a time where it can, and each waits until a person has answered.
import asyncio
import tools


async def main():
    notes, weather = await asyncio.gather(tools.read("notes.txt"), tools.search("weather in Ghent"))
    print(f"{notes} It will be {weather}.")
    try:
        await tools.read("salaries.txt")
    except PermissionError as error:
        print(f"then without them ({error})")
    try:
        async with asyncio.timeout(3600):
            await tools.mail(to="ada@example.com", text=f"Take a coat: {weather}.")
    except TimeoutError:
        print("nobody answers about the mail")


asyncio.run(main())
