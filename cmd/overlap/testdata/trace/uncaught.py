import asyncio


async def inner():
    await asyncio.sleep(.005)
    try:
        raise KeyError('first')
    except KeyError as e:
        raise RuntimeError('second') from e


async def main():
    task = asyncio.create_task(inner())
    await asyncio.sleep(.01)
    await task


asyncio.run(main())
