import asyncio
import gc


async def bad():
    await asyncio.sleep(.005)
    raise RuntimeError('nobody asks')


async def main():
    task = asyncio.create_task(bad(), name='bad')
    await asyncio.sleep(.02)
    del task
    gc.collect()
    future = asyncio.get_running_loop().create_future()
    future.set_exception(OSError('nor here'))
    del future
    gc.collect()
    print('end')


asyncio.run(main())
