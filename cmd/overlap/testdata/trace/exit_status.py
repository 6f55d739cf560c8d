import asyncio


async def main():
    asyncio.create_task(asyncio.sleep(9))
    await asyncio.sleep(.005)
    raise SystemExit(4)


asyncio.run(main())
