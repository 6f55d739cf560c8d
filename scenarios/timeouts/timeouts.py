"""Four calls of which two take too long, and where to put the limit."""
import asyncio
import json
import time

CALLS = {"A": 1.0, "B": 2.0, "C": 4.0, "D": 5.0}  # seconds
OVERALL = 2.5  # seconds for all calls together
PER_CALL = 1.5  # seconds for each
CLEANUP = 0.0  # seconds that a cancelled call needs to let go of what it holds


async def send(name, ends):
    try:
        await asyncio.sleep(CALLS[name])  # [3]
    except asyncio.CancelledError:
        ends[name] = "cancelled"
        print(name, "cleans up")
        await asyncio.sleep(CLEANUP)  # [4]
        raise
    ends[name] = "completed"


async def send_in_time(name, ends):
    try:
        async with asyncio.timeout(PER_CALL):
            await send(name, ends)
    except TimeoutError:
        ends[name] = "timed out"


async def all_calls(send, ends):
    async with asyncio.TaskGroup() as group:  # [1]
        for name in CALLS:
            group.create_task(send(name, ends))


async def none(ends):
    await all_calls(send, ends)


async def wait(ends):
    tasks = [asyncio.create_task(send(name, ends)) for name in CALLS]
    await asyncio.wait(tasks, timeout=OVERALL)  # [2]


async def around(ends):
    async with asyncio.timeout(OVERALL):
        await all_calls(send, ends)


async def for_each(ends):
    await all_calls(send_in_time, ends)


async def nested(ends):
    async with asyncio.timeout(OVERALL):
        await all_calls(send_in_time, ends)


async def told(main):
    ends = dict.fromkeys(CALLS, "pending")
    try:
        await main(ends)
    except TimeoutError:
        print("time is up")
    counts = {end: list(ends.values()).count(end) for end in ("completed", "timed out", "cancelled", "pending")}
    return ", ".join(f"{n} {end}" for end, n in counts.items() if n or end == "completed")


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(told(main))
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"none": timed(none), "wait": timed(wait), "overall": timed(around),
                      "per-call": timed(for_each), "nested": timed(nested)}))
