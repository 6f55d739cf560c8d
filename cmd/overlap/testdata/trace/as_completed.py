import asyncio


async def fetch(page):
    await asyncio.sleep(page / 50)
    return page


async def main():
    for first in asyncio.as_completed([fetch(3), fetch(1), fetch(2)]):
        print(await first)
    try:
        for first in asyncio.as_completed([fetch(1), fetch(500)], timeout=.1):
            print(await first)
    except asyncio.TimeoutError:
        print('too late')


asyncio.run(main())
