"""An API answers a request with four lookups. The cache takes 60 ms, the database 250 ms."""
import asyncio

CACHE = {"user:1": "Alice", "product:10": "Keyboard"}
DB = {"user:2": "Bob", "product:20": "Mouse", "stock:20": "7", "tips:2": "mousepad"}


async def database(key):
    await asyncio.sleep(0.250)
    return DB[key]


async def cached(key):
    await asyncio.sleep(0.060)
    return CACHE.get(key) or await database(key)


async def answer(user, product):
    who = await cached(f"user:{user}")
    what = await cached(f"product:{product}")
    stock = await database(f"stock:{product}")
    tips = await database(f"tips:{user}")
    return who, what, stock, tips


async def main():
    print(*await answer(2, 20), sep=", ")


asyncio.run(main())
