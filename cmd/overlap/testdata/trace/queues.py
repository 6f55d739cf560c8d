import asyncio


async def produce(queue):
    for n in range(5):
        await queue.put(n)
    await queue.join()
    print('all done')


async def consume(queue):
    while True:
        n = await queue.get()
        await asyncio.sleep(.005)
        print('item', n)
        queue.task_done()


async def main():
    queue = asyncio.Queue(2)
    worker = asyncio.create_task(consume(queue))
    await produce(queue)
    worker.cancel()
    print(await asyncio.gather(worker, return_exceptions=True))
    print(queue)


asyncio.run(main())
