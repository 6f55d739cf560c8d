import asyncio


async def join(n):
    await asyncio.sleep(n % 3 / 200)


async def main():
    await asyncio.gather(*[join(n) for n in range(60)])


asyncio.run(main())
