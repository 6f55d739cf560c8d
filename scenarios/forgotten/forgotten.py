"""A call without await: nothing runs, and the program goes on."""
import asyncio
import json
import time

ORDERS = 3
SAVING, CONFIRMING = 0.1, 0.1  # seconds

saved = 0


async def save(order):
    global saved
    await asyncio.sleep(SAVING)  # [7]
    saved += 1
    print("saved", saved)


async def confirm():
    await asyncio.sleep(CONFIRMING)  # [8]
    print("confirmed")


async def forgotten():
    save(1)  # RuntimeWarning: coroutine 'save' was never awaited
    await confirm()  # [1]
    return 1


async def awaited():
    await save(1)  # [2]
    await confirm()  # [3]
    return 1


async def loop():
    for order in range(ORDERS):
        save(order + 1)  # the same warning, shown once for a line
    await confirm()  # [4]
    return ORDERS


async def tasks():
    started = [asyncio.create_task(save(order + 1)) for order in range(ORDERS)]
    await confirm()  # [5]
    for task in started:
        await task  # [6]
    return ORDERS


def timed(main):
    global saved
    saved = 0
    start = time.perf_counter()
    orders = asyncio.run(main())
    seconds = time.perf_counter() - start
    return {"seconds": round(seconds, 3), "result": f"saved {saved} of {orders}, all confirmed"}


if __name__ == "__main__":
    print(json.dumps({main.__name__: timed(main) for main in (forgotten, awaited, loop, tasks)}))
