"""Two pieces of work and an idle second: as coroutines awaited later, and as tasks."""
import asyncio
import json
import time

STEP, STEPS = 1.0, 2  # seconds, and how many times
GAP = 1.0  # seconds in which main does something else
SPENT = "sleeping"  # or "computing"


async def work(name):
    print(name, "starts")
    for i in range(STEPS):
        await asyncio.sleep(STEP)  # [1]
        print(name, "has done step", i + 1)
    return name


async def idle():
    if SPENT == "computing":
        time.sleep(GAP)  # no await: nobody else runs
    else:
        await asyncio.sleep(GAP)  # [8]


async def coroutines():
    a, b = work("A"), work("B")
    print("coroutines created")
    await idle()  # [2]
    first = await a  # [3]
    second = await b  # [4]
    return f"{first} and {second} done"


async def tasks():
    a, b = asyncio.create_task(work("A")), asyncio.create_task(work("B"))
    print("tasks created")
    await idle()  # [5]
    first = await a  # [6]
    second = await b  # [7]
    return f"{first} and {second} done"


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({main.__name__: timed(main) for main in (coroutines, tasks)}))
