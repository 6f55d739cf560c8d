import asyncio


async def inner():
    raise KeyError("x")


async def main():
    lost = asyncio.create_task(inner())
    await asyncio.sleep(0.1)
    asyncio.sleep(1)
    await inner()


asyncio.run(main())
