"""Ten downloads from one server, 100 ms each."""
import asyncio


limit = asyncio.Semaphore(3)


async def download(n):
    async with limit:
        await asyncio.sleep(0.1)
    print(n, "is here")


async def main():
    await asyncio.gather(*(download(n) for n in range(10)))


asyncio.run(main())
