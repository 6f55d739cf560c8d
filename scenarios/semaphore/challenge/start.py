"""Ten downloads from one server, 100 ms each."""
import asyncio


async def download(n):
    await asyncio.sleep(0.1)
    print(n, "is here")


async def main():
    await asyncio.gather(*(download(n) for n in range(10)))


asyncio.run(main())
