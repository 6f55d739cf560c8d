"""Waiters take orders, two cooks share one oven."""
import asyncio
import time

MENU = {"soup": 0.10, "pizza": 0.25, "cake": 0.15}


async def waiter(name, dishes, kitchen):
    for dish in dishes:
        await asyncio.sleep(0.05)
        print(f"{clock()} {name} orders {dish}")
        await kitchen.put((name, dish))


async def cook(kitchen, oven, served):
    while True:
        name, dish = await kitchen.get()
        async with oven:
            await asyncio.sleep(MENU[dish])
        served.append(dish)
        print(f"{clock()} {name} serves {dish}")
        kitchen.task_done()


def clock():
    return f"{time.perf_counter() - opened:.2f}"


async def evening():
    kitchen, oven, served = asyncio.Queue(maxsize=2), asyncio.Lock(), []
    cooks = [asyncio.create_task(cook(kitchen, oven, served), name=f"cook {n}") for n in (1, 2)]
    await asyncio.gather(waiter("Ann", ["soup", "pizza"], kitchen), waiter("Bob", ["pizza", "cake"], kitchen))
    await kitchen.join()
    for task in cooks:
        task.cancel()
    await asyncio.gather(*cooks, return_exceptions=True)
    print(f"{clock()} closed after {len(served)} dishes")


opened = time.perf_counter()
asyncio.run(evening())
