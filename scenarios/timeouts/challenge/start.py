"""Three services are asked at once. One of them has a bad day."""
import asyncio


async def ask(name, seconds, answer):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "was given up")
        raise
    return f"{answer} of {name}"


async def main():
    answers = await asyncio.gather(ask("a", 0.1, 1), ask("b", 30, 2), ask("c", 0.4, 3))
    print(*answers, sep="\n")


asyncio.run(main())
