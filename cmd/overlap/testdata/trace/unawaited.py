import asyncio
import gc


async def forgotten(n):
    print('never seen')


async def main():
    forgotten(1)
    gc.collect()
    for n in range(2):
        forgotten(n)
        gc.collect()
    await asyncio.sleep(0)


asyncio.run(main())
