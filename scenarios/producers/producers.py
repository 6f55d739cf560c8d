"""Producers and processors: a polled list, a queue, and a bounded queue in a rush."""
import asyncio
import json
import time

STEADY = {"producers": 3, "items": 3, "every": 0.1, "processors": 1, "work": 0.05}
RUSH = {"producers": 2, "items": 6, "every": 0.02, "processors": 3, "work": 0.1}
POLL = 0.01  # seconds
BOUND = 3


class PolledList:
    """What a queue is without a place to wait."""

    def __init__(self):
        self.lock, self.items = asyncio.Lock(), []

    async def put(self, item):
        async with self.lock:  # [8]
            self.items.append(item)

    async def get(self):
        while True:
            async with self.lock:
                if self.items:
                    return self.items.pop(0)
            await asyncio.sleep(POLL)  # [9]


class MeteredQueue(asyncio.Queue):
    """A queue that knows how many items it held at most."""

    peak = 0

    def _put(self, item):
        super()._put(item)
        self.peak = max(self.peak, self.qsize())


async def produce(name, put, items, every):
    for i in range(items):
        if i > 0:
            await asyncio.sleep(every)  # [4]
        await put(f"{name}-{i}")  # [5]


async def process(get, work):
    done = []
    while (item := await get()) is not None:  # [6]
        print(item)
        done.append(item)
        await asyncio.sleep(work)  # [7]
    return done


async def run(put, get, producers, items, every, processors, work):
    makers = [asyncio.create_task(produce(f"P{i + 1}", put, items, every)) for i in range(producers)]
    workers = [asyncio.create_task(process(get, work)) for _ in range(processors)]
    await asyncio.gather(*makers)
    for _ in workers:
        await put(None)  # no more: Python 3.13 has Queue.shutdown for this
    return [len(done) for done in await asyncio.gather(*workers)]


async def polling():
    shared = PolledList()
    shares = await run(shared.put, shared.get, **STEADY)  # [1]
    return f"{sum(shares)} items"


async def unbounded():
    queue = asyncio.Queue()
    shares = await run(queue.put, queue.get, **STEADY)  # [2]
    return f"{sum(shares)} items"


async def bounded():
    queue = MeteredQueue(maxsize=BOUND)
    shares = await run(queue.put, queue.get, **RUSH)  # [3]
    return f"{sum(shares)} items: {' + '.join(map(str, shares))}, at most {queue.peak} in the queue"


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"polling": timed(polling), "queue": timed(unbounded), "bounded": timed(bounded)}))
