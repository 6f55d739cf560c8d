"""A starting gun, a producer and three processors: wait for all data, or begin with the first item."""
import asyncio
import json
import time

GUN, PATIENCE = 0.5, 2.0  # seconds
EVERY = 0.2
PROCESSORS = 3
# What seed 0 draws for [random.uniform(0.1, 0.3) for _ in range(5)]
WORK = [0.1905, 0.1631, 0.1731, 0.2072, 0.1428]


class Bench:
    def __init__(self):
        self.gun, self.all_made = asyncio.Event(), asyncio.Event()
        self.items = asyncio.Queue()
        self.early = self.done = self.gave_up = 0

    def text(self):
        if self.gave_up:
            return f"no gun: {self.gave_up} tasks gave up"
        return f"{self.done} items, {self.early} begun before all were made"


async def fire(bench):
    await asyncio.sleep(GUN)  # [3]
    print("gun")
    bench.gun.set()


async def started(bench, then):
    try:
        async with asyncio.timeout(PATIENCE):
            await bench.gun.wait()  # [4]
    except TimeoutError:
        bench.gave_up += 1
        print("gave up")
        return
    await then(bench)


async def produce(bench):
    for item in range(len(WORK)):
        await asyncio.sleep(EVERY)  # [5]
        bench.items.put_nowait(item)
    for _ in range(PROCESSORS):
        bench.items.put_nowait(None)  # no more: Python 3.13 has Queue.shutdown for this
    print("all data")
    bench.all_made.set()


async def process(bench):
    while (item := await bench.items.get()) is not None:  # [6]
        bench.early += not bench.all_made.is_set()
        await asyncio.sleep(WORK[item])  # [7]
        bench.done += 1
        if bench.done == len(WORK):
            print("complete")


async def process_all(bench):
    await bench.all_made.wait()  # [1]
    await process(bench)


async def run(processor):
    bench = Bench()
    async with asyncio.TaskGroup() as group:  # [2]
        group.create_task(fire(bench))
        group.create_task(started(bench, produce))
        for _ in range(PROCESSORS):
            group.create_task(started(bench, processor))
    return bench.text()


def timed(processor):
    start = time.perf_counter()
    result = asyncio.run(run(processor))
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"all-data": timed(process_all), "pipelined": timed(process)}))
