import asyncio
import time


async def sleeps():
    time.sleep(0.12)


async def computes():
    await asyncio.sleep(0)
    until = time.monotonic() + 0.12
    while time.monotonic() < until:
        pass
    await asyncio.sleep(0.01)


async def briefly():
    time.sleep(0.02)


async def main():
    await asyncio.gather(sleeps(), computes(), briefly())


asyncio.run(main())
