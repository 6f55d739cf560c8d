"""A parent and two children: in trio's nursery, and started with asyncio and forgotten."""
import asyncio
import json
import time

try:
    import trio
except ImportError:
    trio = None

CHILDREN = 2
TAKES = 1.0  # seconds that a child sleeps
OWN = 0.0  # seconds of the parent's own part


async def child(name, sleep, done):
    print(name, "begins")
    await sleep(TAKES)  # [2]
    print(name, "ends")
    done.append(name)


async def parent(sleep):
    print("children started")
    await sleep(OWN)  # [3]


def leave(done):
    print("parent leaves")
    return f"the parent left when {len(done)} of {CHILDREN} children were done"


async def in_nursery():
    done = []
    async with trio.open_nursery() as nursery:  # [1]
        for i in range(CHILDREN):
            nursery.start_soon(child, f"child {i + 1}", trio.sleep, done)
        await parent(trio.sleep)
    return leave(done)


async def forgotten():  # which trio has no way to do
    done = []
    tasks = set()  # asyncio itself keeps only weak references: a forgotten task may vanish before its end
    for i in range(CHILDREN):
        tasks.add(asyncio.create_task(child(f"child {i + 1}", asyncio.sleep, done)))
    await parent(asyncio.sleep)
    return leave(done)


def timed(run, main):
    start = time.perf_counter()
    result = run(main)
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"nursery": timed(trio.run, in_nursery) if trio else {"skipped": "needs trio"},
                      "forgotten": timed(asyncio.run, forgotten())}))
