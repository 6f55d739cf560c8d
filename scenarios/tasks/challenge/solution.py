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
    kettle = asyncio.create_task(boil())
    bread = asyncio.create_task(toast())
    await kettle
    await bread
    print("served")


asyncio.run(main())
