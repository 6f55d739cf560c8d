"""Results as they come, until the time is over."""
import asyncio


async def work(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def main():
    tasks = [asyncio.create_task(work(seconds)) for seconds in (0.3, 0.1, 0.2, 0.9)]
    try:
        for next_one in asyncio.as_completed(tasks, timeout=0.5):
            print("got", await next_one)
    except TimeoutError:
        print("too late:", [task.done() for task in tasks])
    done, pending = await asyncio.wait(tasks, timeout=0.1, return_when=asyncio.FIRST_COMPLETED)
    print(len(done), "done,", len(pending), "pending")
    try:
        await asyncio.wait_for(tasks[3], 0.05)
    except asyncio.TimeoutError:
        print("cancelled:", tasks[3].cancelled())
    async with asyncio.timeout(1):
        print("within a second:", await work(0.25))


asyncio.run(main())
