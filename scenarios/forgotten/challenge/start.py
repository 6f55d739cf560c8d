"""A shop saves an order, confirms it, and writes a log."""
import asyncio


async def save(n):
    await asyncio.sleep(0.2)
    print(f"order {n} is saved")


async def log(n):
    await asyncio.sleep(0.3)
    print("the log is written")


async def sell(n):
    save(n)
    log(n)
    print(f"order {n} is confirmed")


async def main():
    await sell(7)


asyncio.run(main())
