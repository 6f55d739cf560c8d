"""Three services are asked at once. One of them has a bad day."""
import asyncio


async def ask(name, seconds, answer):
    try:
        await asyncio.sleep(seconds)
    except asyncio.CancelledError:
        print(name, "was given up")
        raise
    return f"{answer} of {name}"


async def patiently(name, seconds, answer):
    try:
        async with asyncio.timeout(0.5):
            return await ask(name, seconds, answer)
    except TimeoutError:
        return f"? of {name}"


async def main():
    answers = await asyncio.gather(patiently("a", 0.1, 1), patiently("b", 30, 2), patiently("c", 0.4, 3))
    print(*answers, sep="\n")


asyncio.run(main())
