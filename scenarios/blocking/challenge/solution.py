"""A program makes a report, and has to be heard of every 50 ms meanwhile."""
import asyncio
import time


def make_report():
    time.sleep(0.4)  # a library that blocks
    return 3


async def heartbeat():
    last = time.monotonic()
    while True:
        await asyncio.sleep(0.05)
        now = time.monotonic()
        if now - last > 0.06:
            print(f"heartbeat {now - last:.2f} s late")
        last = now


async def main():
    beat = asyncio.create_task(heartbeat())
    await asyncio.sleep(0.01)
    pages = await asyncio.to_thread(make_report)
    print("the report has", pages, "pages")
    await asyncio.sleep(0.06)
    beat.cancel()


asyncio.run(main())
