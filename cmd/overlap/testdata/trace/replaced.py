import asyncio
import os
import sys


async def main():
    await asyncio.sleep(.005)
    print('first', flush=True)


asyncio.run(main())
if len(sys.argv) == 1:
    os.execv(sys.executable, [sys.executable, __file__, 'again'])
print(sys.argv[1])
