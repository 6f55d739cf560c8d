import asyncio
import time


def block(n):
    time.sleep(.02)
    return n * n


def fail(n):
    raise ArithmeticError(n)


async def main():
    print(await asyncio.gather(*[asyncio.to_thread(block, n) for n in range(4)]))
    try:
        await asyncio.to_thread(fail, 7)
    except ArithmeticError as e:
        print('caught', e)
    loop = asyncio.get_running_loop()
    print(await asyncio.to_thread(lambda: asyncio.run_coroutine_threadsafe(asyncio.sleep(.01, 'from a thread'), loop).result()))
    await asyncio.to_thread(fail, 8)


asyncio.run(main())
