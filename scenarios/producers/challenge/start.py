"""Orders come through a queue, and are packed."""
import asyncio


async def packer(orders):
    while True:
        order = await orders.get()
        await asyncio.sleep(0.1)
        print("packed order", order)


async def main():
    orders = asyncio.Queue()
    for n in range(12):
        orders.put_nowait(n)
    await packer(orders)
    print("all is packed")


asyncio.run(main())
