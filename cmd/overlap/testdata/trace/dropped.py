import asyncio


async def price(item):
    await asyncio.sleep(.01)
    return 3


async def main():
    total = price('tea')
    print('total is a', type(total).__name__)


asyncio.run(main())
