"""A shop saves an order, confirms it, and writes a log."""
import asyncio


async def save(n):
    await asyncio.sleep(0.2)
    print(f"order {n} is saved")


async def log(n):
    await asyncio.sleep(0.3)
    print("the log is written")


notes = []


async def sell(n):
    await save(n)
    notes.append(asyncio.create_task(log(n)))
    print(f"order {n} is confirmed")


async def main():
    await sell(7)
    await asyncio.gather(*notes)


asyncio.run(main())
