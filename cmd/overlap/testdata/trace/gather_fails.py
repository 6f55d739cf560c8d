import asyncio


async def job(n):
    await asyncio.sleep(n / 100)
    if n == 2:
        raise ValueError('job %d' % n)
    return n


async def main():
    print(await asyncio.gather(*map(job, range(4)), return_exceptions=True))
    await asyncio.gather(*map(job, range(4)))


asyncio.run(main())
