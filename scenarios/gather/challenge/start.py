"""Three weather servers are asked at the same time."""
import asyncio


async def ask(name, seconds, degrees):
    await asyncio.sleep(seconds)
    if degrees is None:
        raise ConnectionError("no connection")
    return f"{degrees} degrees"


async def main():
    names = ["a", "b", "c"]
    requests = ask("a", 0.1, 20), ask("b", 0.2, None), ask("c", 0.3, 22)
    answers = await asyncio.gather(*requests)
    for name, answer in zip(names, answers):
        print(f"{name}: {answer}")


asyncio.run(main())
