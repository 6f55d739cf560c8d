import asyncio
import os


async def child():
    await asyncio.sleep(.01)
    print('child', flush=True)


async def before():
    await asyncio.sleep(.01)
    print('parent', flush=True)


asyncio.run(before())
if os.fork() == 0:
    asyncio.run(child())
    os._exit(7)
print(os.waitstatus_to_exitcode(os.wait()[1]))
asyncio.run(before())
