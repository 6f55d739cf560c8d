import asyncio


async def stubborn():
    for n in range(3):
        try:
            await asyncio.sleep(5)
        except asyncio.CancelledError as e:
            print('not yet', n, e.args)
    return 'stayed'


async def main():
    task = asyncio.create_task(stubborn())
    for n in range(3):
        await asyncio.sleep(0)
        task.cancel('please %d' % n)
        await asyncio.sleep(.002)
    print(await task)
    never = asyncio.create_task(stubborn())
    never.cancel()
    print(await asyncio.gather(never, return_exceptions=True))
    me = asyncio.current_task()
    me.cancel()
    await asyncio.sleep(1)


asyncio.run(main())
