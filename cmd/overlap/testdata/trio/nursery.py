import trio


async def worker(name, lock, queue):
    async with lock:
        await trio.sleep(0.02)
    async for item in queue:
        await trio.sleep(0.01)
        print(item)


async def slow(event):
    with trio.move_on_after(0.03):
        await event.wait()
    await trio.to_thread.run_sync(sum, [1, 2])


async def fails():
    await trio.sleep(0.05)
    raise ValueError("no")


async def waits():
    await trio.sleep_forever()


async def main():
    lock, event = trio.Lock(), trio.Event()
    send, receive = trio.open_memory_channel(1)
    async with trio.open_nursery() as nursery:
        for name in "ab":
            nursery.start_soon(worker, name, lock, receive.clone())
        nursery.start_soon(slow, event)
        async with send:
            for item in range(4):
                await send.send(item)
    try:
        async with trio.open_nursery() as nursery:
            nursery.start_soon(fails)
            nursery.start_soon(waits, name="the patient one")
    except BaseException as error:
        print(type(error).__name__)


trio.run(main)
