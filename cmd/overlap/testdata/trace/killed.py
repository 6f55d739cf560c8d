import asyncio
import os
import signal


async def main():
    await asyncio.sleep(.1)
    print('last words', flush=True)
    os.kill(os.getpid(), signal.SIGKILL)


asyncio.run(main())
