"""Five tasks: results in the order of the list, and as they complete."""
import asyncio
import json
import time

# Seconds: what seed 0 draws. They stand for random.uniform(0.5, 3).
DURATIONS = {"1": 1.631, "2": 1.288, "3": 1.414, "4": 1.840, "5": 1.035}
USING = 0.0  # seconds that the receiver is busy with each result
TIMEOUT = None  # seconds for all of them together


async def work(name, duration):
    await asyncio.sleep(duration)  # [5]
    return name


def start():
    return [asyncio.create_task(work(*item)) for item in DURATIONS.items()]


async def use(name):
    print("got", name)
    await asyncio.sleep(USING)  # [4]


async def in_order():
    received = []
    for task in start():
        name = await task  # [1]
        await use(name)
        received.append(name)
    return "received " + ", ".join(received)


async def too_late(tasks, received):
    print("timed out")
    late = {name: task for name, task in zip(DURATIONS, tasks) if name not in received}
    await asyncio.wait(late.values())  # [3]
    return "received " + ", ".join(received) + "; too late " + ", ".join(late)


async def as_completed():
    received = []
    tasks = start()
    try:
        for earliest in asyncio.as_completed(tasks, timeout=TIMEOUT):
            name = await earliest  # [2]
            await use(name)
            received.append(name)
    except TimeoutError:
        return await too_late(tasks, received)
    return "received " + ", ".join(received)


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"in-order": timed(in_order), "as-completed": timed(as_completed)}))
