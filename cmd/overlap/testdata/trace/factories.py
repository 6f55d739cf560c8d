import asyncio


class Mine(asyncio.Task):
    pass


async def wrap(coro):
    return await coro


async def n(value):
    await asyncio.sleep(.003)
    return value


async def main():
    loop = asyncio.get_running_loop()
    for factory in (lambda l, c, **k: Mine(c, loop=l, **k), lambda l, c, **k: asyncio.tasks._PyTask(c, loop=l, **k), lambda l, c, **k: asyncio.Task(wrap(c), loop=l, **k)):
        loop.set_task_factory(factory)
        print(await asyncio.gather(n(1), n(2)))
    loop.set_task_factory(None)
    print(await asyncio.Task(n(3), loop=loop))
    print(type(asyncio.current_task()).__name__, asyncio.current_task().get_coro().__name__)


asyncio.run(main())
