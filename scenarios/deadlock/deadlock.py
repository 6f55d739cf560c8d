"""Two tasks need two locks: in opposite orders with a timeout, for ever, and in the same order."""
import asyncio
import json
import time

HOLD = 0.1  # seconds between the first lock and the second
LATE = 0.0  # seconds by which B begins later
TIMEOUT = 1.0


async def work(name, first, second):
    async with first:  # [3]
        await asyncio.sleep(HOLD)  # [4]
        print(f"{name} asks for the other lock")
        async with second:  # [5]
            print(f"{name} has both locks")


async def task_b(first, second):
    await asyncio.sleep(LATE)  # [2]
    await work("B", first, second)


async def both(a1, a2, b1, b2):
    async with asyncio.TaskGroup() as group:  # [1]
        group.create_task(work("A", a1, a2))
        group.create_task(task_b(b1, b2))


def state(lock):
    return "held" if lock.locked() else "free"


async def with_timeout():
    lock1, lock2 = asyncio.Lock(), asyncio.Lock()
    try:
        async with asyncio.timeout(TIMEOUT):
            await both(lock1, lock2, lock2, lock1)
    except TimeoutError:
        return f"gave up: lock1 is {state(lock1)}, lock2 is {state(lock2)}"
    return "A and B have had both locks"


async def same_order():
    lock1, lock2 = asyncio.Lock(), asyncio.Lock()
    await both(lock1, lock2, lock1, lock2)
    return "A and B have had both locks"


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    # Without the timeout asyncio waits for ever, and says nothing.
    print(json.dumps({
        "timeout": timed(with_timeout),
        "forever": {"skipped": "asyncio does not find deadlocks: it would never end"},
        "ordered": timed(same_order),
    }))
