"""Ten tasks add one to a counter: without a lock, under a lock, with the pause outside it."""
import asyncio
import json
import random
import time

TASKS = 10
PAUSE = 0.010  # seconds
SPREAD = 0.0  # seconds: each task first pauses for up to this

counter = 0


async def bare():
    global counter
    seen = counter
    await asyncio.sleep(PAUSE)  # [1]
    if counter != seen:
        print("update lost")  # somebody's, who wrote meanwhile
    counter = seen + 1
    print(f"{seen} → {counter}")


async def locked(lock):
    global counter
    async with lock:  # [2]
        seen = counter
        await asyncio.sleep(PAUSE)  # [3]
        counter = seen + 1
        print(f"{seen} → {counter}")


async def outside(lock):
    global counter
    await asyncio.sleep(PAUSE)  # [4]
    async with lock:  # [5]
        seen = counter
        counter = seen + 1
        print(f"{seen} → {counter}")


async def all_at_once(add_one, *args):
    async def task():
        if SPREAD > 0:
            await asyncio.sleep(random.uniform(0, SPREAD))  # [7]
        await add_one(*args)

    async with asyncio.TaskGroup() as group:  # [6]
        for _ in range(TASKS):
            group.create_task(task())


async def timed(add_one, *args):
    global counter
    counter = 0
    start = time.perf_counter()
    await all_at_once(add_one, *args)
    return {"seconds": round(time.perf_counter() - start, 4), "result": str(counter)}


async def main():
    return {
        "bare": await timed(bare),
        "lock": await timed(locked, asyncio.Lock()),
        "outside": await timed(outside, asyncio.Lock()),
    }


if __name__ == "__main__":
    print(json.dumps(asyncio.run(main())))
