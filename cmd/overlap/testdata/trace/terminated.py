import asyncio
import os
import signal


async def main():
    asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(.01)
    print('last words', flush=True)
    os.kill(os.getpid(), signal.SIGTERM)
    await asyncio.sleep(5)


asyncio.run(main())
