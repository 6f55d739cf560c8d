import asyncio
import concurrent.futures
import time


def work(n):
    time.sleep(.01)
    return n


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*[loop.run_in_executor(pool, work, n) for n in range(5)]))
        print([f.result() for f in [pool.submit(work, n) for n in (7, 8)]])
        print(list(pool.map(work, range(3))))
        time.sleep(-1)


asyncio.run(main())
