import asyncio


async def main():
    for _ in range(3):
        try:
            async with asyncio.timeout(.01):
                await asyncio.sleep(5)
        except TimeoutError:
            print('timeout')
    task = asyncio.create_task(asyncio.sleep(5))
    asyncio.get_running_loop().call_later(.01, task.cancel)
    try:
        await task
    except asyncio.CancelledError:
        print('cancelled', asyncio.current_task().cancelling())
    async with asyncio.timeout(5):
        print('in time')


asyncio.run(main())
