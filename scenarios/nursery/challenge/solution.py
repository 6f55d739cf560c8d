"""A trip is booked: flight, hotel and car, all at the same time."""
import asyncio


async def book(what, seconds, free=True):
    await asyncio.sleep(seconds)
    if not free:
        raise LookupError(f"the {what} is full")
    print(f"{what} is booked")


async def main():
    try:
        async with asyncio.TaskGroup() as group:
            group.create_task(book("flight", 0.5))
            group.create_task(book("hotel", 0.2, False))
            group.create_task(book("car", 0.4))
    except* LookupError as problems:
        print("no trip:", problems.exceptions[0])
    await asyncio.sleep(0.5)  # the customer reads on


asyncio.run(main())
