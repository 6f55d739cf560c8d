"""Orders come through a queue, and are packed."""
import asyncio


async def packer(orders):
    while True:
        order = await orders.get()
        await asyncio.sleep(0.1)
        print("packed order", order)
        orders.task_done()


async def main():
    orders = asyncio.Queue()
    for n in range(12):
        orders.put_nowait(n)
    packers = [asyncio.create_task(packer(orders)) for _ in range(3)]
    await orders.join()
    for one in packers:
        one.cancel()
    print("all is packed")


asyncio.run(main())
