import asyncio
import time


async def main():
    task = asyncio.create_task(asyncio.sleep(0.3))
    while not task.done():
        await asyncio.sleep(0)
    end = time.time() + 0.3
    while time.time() < end:
        pass
    print("polled until", f"{time.perf_counter():.2f}")


asyncio.run(main())
