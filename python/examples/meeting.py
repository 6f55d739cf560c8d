"""A semaphore, an event, a condition and a barrier."""
import asyncio


async def guest(number, seats, doors, ready, bell):
    await doors.wait()
    async with seats:
        print("guest", number, "sits")
        await asyncio.sleep(0.1)
    await ready.wait()
    async with bell:
        await bell.wait()
    print("guest", number, "hears the bell")


async def host(doors, ready, bell):
    await asyncio.sleep(0.05)
    print("doors open")
    doors.set()
    await ready.wait()
    await asyncio.sleep(0.3)
    async with bell:
        bell.notify_all()


async def main():
    seats, doors, ready, bell = asyncio.Semaphore(2), asyncio.Event(), asyncio.Barrier(5), asyncio.Condition()
    async with asyncio.TaskGroup() as group:
        for number in range(4):
            group.create_task(guest(number, seats, doors, ready, bell))
        group.create_task(host(doors, ready, bell))


asyncio.run(main())
