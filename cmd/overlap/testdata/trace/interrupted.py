import asyncio
import os
import signal


async def work():
    try:
        await asyncio.sleep(5)
    finally:
        print('cleaned up', flush=True)


async def main():
    task = asyncio.create_task(work())
    await asyncio.sleep(.01)
    os.kill(os.getpid(), signal.SIGINT)
    await task


asyncio.run(main())
