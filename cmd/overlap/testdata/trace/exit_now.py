import asyncio
import os


async def main():
    asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(.005)
    print('bye', flush=True)
    os._exit(9)


asyncio.run(main())
