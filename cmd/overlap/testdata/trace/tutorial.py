import asyncio


class Session:
    async def get(self, url):
        await asyncio.sleep(0.02)
        return self

    async def text(self):
        await asyncio.sleep(0.02)
        return "body"

    async def login(self):
        await asyncio.sleep(0.02)

    async def close(self):
        await asyncio.sleep(0.01)


async def setup():
    await asyncio.sleep(0.02)


async def work():
    await asyncio.sleep(0.02)


async def cleanup():
    await asyncio.sleep(0.02)


async def fetch(n):
    await asyncio.sleep(0.02)
    return n


async def produce(queue):
    for n in range(3):
        await asyncio.sleep(0.01)
        await queue.put(n)


async def consume(queue):
    while True:
        n = await queue.get()
        await fetch(n)
        queue.task_done()


async def paged():
    cursor, pages = 0, []
    while cursor < 3:
        page = await fetch(cursor)
        pages.append(page)
        cursor = page + 1
    return pages


async def chained():
    user = await fetch(1)
    orders = await fetch(user)
    for order in [orders]:
        total = await fetch(order)
        if total > 5:
            return total
    return await fetch(9)


async def retry():
    for attempt in range(3):
        try:
            return await fetch(attempt)
        except OSError:
            await asyncio.sleep(0.1)


async def main():
    await setup()
    session = Session()
    await session.login()
    response = await session.get("/")
    body = await response.text()
    queue = asyncio.Queue()
    consumer = asyncio.create_task(consume(queue))
    await produce(queue)
    await queue.join()
    consumer.cancel()
    await work()
    await paged()
    await chained()
    await retry()
    first = asyncio.create_task(fetch(1))
    second = asyncio.create_task(fetch(2))
    await first
    await second
    await session.close()
    await cleanup()


asyncio.run(main())
