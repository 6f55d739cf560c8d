import asyncio


async def main():
    gun, stock, changed = asyncio.Event(), [], asyncio.Condition()

    async def run(n):
        await gun.wait()
        async with changed:
            stock.append(n)
            changed.notify_all()

    async def watch():
        async with changed:
            await changed.wait_for(lambda: len(stock) == 3)
        print(sorted(stock))

    tasks = [asyncio.create_task(c) for c in (run(1), run(2), watch(), run(3))]
    await asyncio.sleep(.01)
    gun.set()
    await asyncio.gather(*tasks)
    barrier = asyncio.Barrier(2)
    print(sorted(await asyncio.gather(barrier.wait(), barrier.wait())))


asyncio.run(main())
