import asyncio


async def answer(seconds):
    try:
        await asyncio.sleep(seconds)
        return 42
    except asyncio.CancelledError:
        print('given up')
        raise


async def main():
    print(await asyncio.wait_for(answer(.01), 5))
    try:
        await asyncio.wait_for(answer(5), .02)
    except asyncio.TimeoutError as e:
        print('timeout', repr(e))
    await asyncio.wait_for(asyncio.Event().wait(), .01)


asyncio.run(main())
