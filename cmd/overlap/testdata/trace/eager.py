import asyncio


def eager_task_factory(loop, coro, **options):
    """Starts a task within the one that makes it, as asyncio's own factory of this name does from Python 3.12 on."""
    task = asyncio.Task(coro, loop=loop, **options)
    if not loop.is_running():
        return task
    first, maker = loop._ready.pop(), asyncio.current_task()
    asyncio.tasks._leave_task(loop, maker)
    first._context.run(first._callback)
    asyncio.tasks._enter_task(loop, maker)
    return task


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
    asyncio.get_running_loop().set_task_factory(getattr(asyncio, 'eager_task_factory', eager_task_factory))
    print(await asyncio.gather(now(), later('a'), nest(), fails(), return_exceptions=True))
    async with asyncio.TaskGroup() as group:
        group.create_task(later('b'))
        group.create_task(now())


asyncio.run(main())
