import asyncio


async def eat(first, second):
    async with first:
        await asyncio.sleep(0.1)
        async with second:
            print("eats")


async def main():
    fork, spoon = asyncio.Lock(), asyncio.Lock()
    await asyncio.gather(eat(fork, spoon), eat(spoon, fork))


asyncio.run(main())
