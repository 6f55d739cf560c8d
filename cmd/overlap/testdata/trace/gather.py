import asyncio


async def cook(dish, seconds):
    await asyncio.sleep(seconds)
    return dish + ' is ready'


async def main():
    print(*await asyncio.gather(cook('soup', .03), cook('rice', .01), cook('tea', .02)), sep='\n')
    print(await asyncio.shield(cook('cake', .01)))


asyncio.run(main())
