import asyncio
import time


def hold():
    time.sleep(.12)
    print('held')


def broken():
    raise IndexError('in a callback')


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(hold)
    loop.call_soon(broken)
    loop.call_later(.01, print, 'later')
    await asyncio.sleep(.02)
    task = asyncio.create_task(asyncio.sleep(.001))
    task.add_done_callback(lambda t: print('done', t.cancelled()))
    await task


asyncio.run(main())
