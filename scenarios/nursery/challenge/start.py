"""A trip is booked: flight, hotel and car, all at the same time."""
import asyncio


async def book(what, seconds, free=True):
    await asyncio.sleep(seconds)
    if not free:
        raise LookupError(f"the {what} is full")
    print(f"{what} is booked")


async def main():
    try:
        await asyncio.gather(book("flight", 0.5), book("hotel", 0.2, False), book("car", 0.4))
    except LookupError as problem:
        print("no trip:", problem)
    await asyncio.sleep(0.5)  # the customer reads on


asyncio.run(main())
