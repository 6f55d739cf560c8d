import asyncio


async def bad():
    await asyncio.sleep(.005)
    raise RuntimeError('debug')


async def main():
    loop = asyncio.get_running_loop()
    loop.slow_callback_duration = 9
    task = asyncio.create_task(bad(), name='bad')
    await asyncio.sleep(.02)
    del task
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(.01)


asyncio.run(main(), debug=True)
