"""Ten readers want a price that has just dropped out of the cache."""
import asyncio

cache = {}


async def database():
    print("the database is asked")
    await asyncio.sleep(0.3)
    return 42


async def read():
    if "price" not in cache:
        cache["price"] = await database()
    return cache["price"]


async def main():
    prices = await asyncio.gather(*(read() for _ in range(10)))
    print(prices.count(42), "readers have 42")


asyncio.run(main())
