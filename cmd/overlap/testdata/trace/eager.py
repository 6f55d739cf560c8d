import asyncio


async def now():
    return 'now'


async def later(text):
    await asyncio.sleep(.005)
    return text


async def nest():
    task = asyncio.create_task(now())
    await asyncio.sleep(0)
    return await task


async def fails():
    raise ValueError('at once')


async def main():
    if hasattr(asyncio, 'eager_task_factory'):
        asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    print(await asyncio.gather(now(), later('a'), nest(), fails(), return_exceptions=True))
    async with asyncio.TaskGroup() as group:
        group.create_task(later('b'))
        group.create_task(now())


asyncio.run(main())
