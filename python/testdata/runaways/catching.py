import asyncio


async def main():
    while True:
        try:
            while True:
                pass
        except Exception:
            pass


asyncio.run(main())
