import asyncio


async def runner(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def main():
    race = [asyncio.create_task(runner(n, s), name=n) for n, s in (('hare', .01), ('fox', .04), ('tortoise', 9))]
    done, pending = await asyncio.wait(race, return_when=asyncio.FIRST_COMPLETED)
    print(sorted(t.get_name() for t in done), len(pending))
    done, pending = await asyncio.wait(pending, timeout=.1)
    print(sorted(t.get_name() for t in done), len(pending))
    for t in pending:
        t.cancel('too slow')
    await asyncio.wait(pending)
    print(race[2].cancelled())


asyncio.run(main())
