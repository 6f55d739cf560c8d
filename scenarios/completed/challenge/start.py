"""A reader opens five pages at once. Each takes its time."""
import asyncio
import time

SECONDS = {1: 0.3, 2: 0.9, 3: 0.5, 4: 0.1, 5: 0.7}
begin = time.monotonic()


async def fetch(page):
    await asyncio.sleep(SECONDS[page])
    return page


def show(page):
    print(f"{time.monotonic() - begin:.1f} s: page {page}")


async def main():
    for page in await asyncio.gather(*(fetch(n) for n in SECONDS)):
        show(page)


asyncio.run(main())
