import asyncio
import concurrent.futures
import multiprocessing


def square(n):
    return n * n


def broken(n):
    raise OSError(n)


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ProcessPoolExecutor(1, multiprocessing.get_context('spawn')) as pool:
        print(await asyncio.gather(*[loop.run_in_executor(pool, square, n) for n in range(3)]))
        try:
            await loop.run_in_executor(pool, broken, 5)
        except OSError as e:
            print('broken', e)


if __name__ == '__main__':
    asyncio.run(main())
