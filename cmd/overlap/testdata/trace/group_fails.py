import asyncio


async def part(n):
    try:
        await asyncio.sleep(n / 50)
    except asyncio.CancelledError:
        print('part', n, 'stops')
        raise
    if n == 1:
        raise LookupError('part 1')


async def main():
    async with asyncio.TaskGroup() as group:
        for n in (1, 300):
            group.create_task(part(n))


asyncio.run(main())
