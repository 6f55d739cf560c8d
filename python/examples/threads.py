"""Blocking calls: on the loop, in threads, and in a pool of two."""
import asyncio
import time
from concurrent.futures import ThreadPoolExecutor


def blocking(name, seconds):
    print(name, "begins")
    time.sleep(seconds)
    print(name, "ends")
    return name


async def ticks(number):
    for tick in range(number):
        print("tick", tick)
        await asyncio.sleep(0.1)


async def main():
    begin = time.perf_counter()
    await asyncio.gather(ticks(3), asyncio.to_thread(blocking, "thread", 0.25))
    print(f"in a thread: {time.perf_counter() - begin:.2f} s")
    begin = time.perf_counter()
    task = asyncio.create_task(ticks(3))
    await asyncio.sleep(0.05)
    blocking("on the loop", 0.25)
    await task
    print(f"on the loop: {time.perf_counter() - begin:.2f} s")
    begin = time.perf_counter()
    with ThreadPoolExecutor(max_workers=2) as pool:
        loop = asyncio.get_running_loop()
        names = await asyncio.gather(*(loop.run_in_executor(pool, blocking, name, seconds) for name, seconds in (("a", 0.2), ("b", 0.25))))
    print(names, f"{time.perf_counter() - begin:.2f} s")


asyncio.run(main())
