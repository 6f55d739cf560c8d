import asyncio
import os
import signal


async def main():
    loop, over = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, over.set)
    loop.call_later(.01, os.kill, os.getpid(), signal.SIGTERM)
    await over.wait()
    print('ended in good order')


asyncio.run(main())
