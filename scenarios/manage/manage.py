"""Five workers, a monitor that counts them, and a manager who has two seconds."""
import asyncio
import json
import time

# Steps, and whether the job fails at its end: what seed 0 draws.
# They stand for int(random.uniform(1, 4)) and random.random() < 0.3.
JOBS = [(1, False), (2, False), (3, True), (1, True), (1, True)]
STEP = 1.0  # seconds
LIMIT = 2.0  # seconds, after which the manager cancels
EVERY = 0.5  # seconds between two looks of the monitor


async def work(steps, fails):
    for _ in range(steps):
        await asyncio.sleep(STEP)  # [4]
    await asyncio.sleep(0)  # [5]
    if fails:
        raise RuntimeError("failed")
    return "ok"


async def monitor(workers):
    while True:
        await asyncio.sleep(EVERY)  # [6]
        done = sum(w.done() for w in workers)
        print(f"{len(workers) - done} running, {done} done")


def start():
    workers = [asyncio.create_task(work(*job)) for job in JOBS]
    return workers, asyncio.create_task(monitor(workers))


def outcome(worker):
    if worker.cancelled():
        return "cancelled"
    return "failed" if worker.exception() else "ok"


def told(workers):
    outcomes = [outcome(w) for w in workers]
    return ", ".join(f"{outcomes.count(what)} {what}" for what in ("ok", "failed", "cancelled"))


async def wait_for_all():
    workers, watching = start()
    await asyncio.wait(workers)  # [1]
    watching.cancel()
    return told(workers)


async def cancel_all():
    workers, watching = start()
    await asyncio.sleep(LIMIT)  # [2]
    for worker in workers:
        worker.cancel()  # means nothing to one that has ended
    await asyncio.wait(workers)  # [3]
    watching.cancel()
    return told(workers)


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"wait": timed(wait_for_all), "cancel": timed(cancel_all)}))
