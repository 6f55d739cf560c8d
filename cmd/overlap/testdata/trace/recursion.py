import asyncio


async def deep(n):
    if n == 0:
        await asyncio.sleep(.001)
        return 0
    return 1 + await deep(n - 1)


async def endless():
    return await endless()


async def main():
    print(await deep(200))
    try:
        await endless()
    except RecursionError as e:
        print('too deep')


asyncio.run(main())
