import asyncio


class Pause:
    def __await__(self):
        yield from asyncio.sleep(.005).__await__()
        return 'paused'


async def count(n):
    for i in range(n):
        await asyncio.sleep(.003)
        yield i


async def main():
    async for i in count(2):
        print(i)
    print([i async for i in count(3)], await Pause())
    rest = count(9)
    print(await anext(rest), await anext(rest))
    await rest.aclose()
    print(await anext(rest, 'over'))


asyncio.run(main())
