"""Workers take addresses from a queue; one page in four is missing."""
import asyncio

import aiohttp


async def worker(name, addresses, session, found):
    while True:
        address = await addresses.get()
        try:
            async with session.get(address, timeout=aiohttp.ClientTimeout(total=2)) as response:
                response.raise_for_status()
                found[address] = (await response.text()).count("<p>")
        except aiohttp.ClientError as error:
            found[address] = type(error).__name__
        finally:
            addresses.task_done()


async def main():
    addresses, found = asyncio.Queue(), {}
    for number in range(8):
        path = ("html", "status/404", "delay/1", "delay/5")[number % 4]
        addresses.put_nowait(f"https://site.example/{path}?page={number}")
    async with aiohttp.ClientSession() as session:
        workers = [asyncio.create_task(worker(n, addresses, session, found)) for n in range(3)]
        await addresses.join()
        for task in workers:
            task.cancel()
    for address in sorted(found):
        print(address, found[address])


asyncio.run(main())
