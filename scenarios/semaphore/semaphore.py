"""Ten downloads: all at once, three at a time, one by one."""
import asyncio
import json
import time

DOWNLOADS = 10
LATENCY = 0.1  # seconds
PERMITS = 3


class Meter:
    def __init__(self):
        self.began = time.perf_counter()
        self.now = self.peak = 0
        self.since_permit, self.since_begin = [], []

    def report(self):
        total, count = time.perf_counter() - self.began, len(self.since_begin)
        print(f"total / count {total / count:.3f} s")
        print(f"from permit {sum(self.since_permit) / count:.3f} s")
        print(f"from request {sum(self.since_begin) / count:.3f} s")
        return {"seconds": round(total, 3), "result": f"{count} downloads, at most {self.peak} at once"}


async def download(meter):
    permitted = time.perf_counter()
    meter.now += 1
    meter.peak = max(meter.peak, meter.now)
    await asyncio.sleep(LATENCY)  # [5]
    meter.now -= 1
    meter.since_permit.append(time.perf_counter() - permitted)
    meter.since_begin.append(time.perf_counter() - meter.began)


async def unlimited():
    meter = Meter()
    async with asyncio.TaskGroup() as group:  # [1]
        for _ in range(DOWNLOADS):
            group.create_task(download(meter))
    return meter.report()


async def limited():
    meter = Meter()
    permits = asyncio.Semaphore(PERMITS)

    async def with_permit():
        async with permits:  # [3]
            await download(meter)

    async with asyncio.TaskGroup() as group:  # [2]
        for _ in range(DOWNLOADS):
            group.create_task(with_permit())
    return meter.report()


async def one_by_one():
    meter = Meter()
    for _ in range(DOWNLOADS):
        await download(meter)  # [4]
    return meter.report()


if __name__ == "__main__":
    variants = {"unlimited": unlimited, "permits": limited, "one-by-one": one_by_one}
    print(json.dumps({name: asyncio.run(variant()) for name, variant in variants.items()}))
