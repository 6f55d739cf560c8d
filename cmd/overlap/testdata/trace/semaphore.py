import asyncio

running = most = 0


async def job(permits):
    global running, most
    async with permits:
        running += 1
        most = max(most, running)
        await asyncio.sleep(.005)
        running -= 1


async def main():
    permits = asyncio.BoundedSemaphore(3)
    await asyncio.gather(*[job(permits) for _ in range(10)])
    print(most)
    permits.release()


asyncio.run(main())
