"""Breakfast for one: tea and toast."""
import asyncio


async def boil():
    print("kettle on")
    await asyncio.sleep(3)
    print("water boils")


async def toast():
    print("bread in")
    await asyncio.sleep(2)
    print("toast is ready")


async def main():
    kettle = boil()
    await kettle
    await toast()
    print("served")


asyncio.run(main())
