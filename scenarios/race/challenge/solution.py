"""Four customers look around for a while, and then buy a ticket each."""
import asyncio
import random

lock = asyncio.Lock()
left = 100
sold = 0


async def buy():
    global left, sold
    await asyncio.sleep(random.uniform(0, 0.1))  # looks around
    async with lock:
        seen = left
        await asyncio.sleep(0.002)  # pays
        left = seen - 1
        sold += 1


async def main():
    await asyncio.gather(*(buy() for _ in range(4)))
    print("tickets left:", left)
    print("sold:", sold)


asyncio.run(main())
