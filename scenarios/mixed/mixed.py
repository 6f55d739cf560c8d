"""Three jobs that compute, wait and compute again: in turn, on an event loop, on threads, on processes."""
import asyncio
import json
import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

JOBS, CPU, WAIT = 3, 0.020, 0.200  # seconds, of the processor's time and of the clock's
CORES, INTERVAL = 2, 0.005


def compute():
    start = time.thread_time()
    while time.thread_time() - start < CPU:
        pass


def job(name):
    compute()  # [1]
    time.sleep(WAIT)  # [2]
    compute()  # [3]
    return name


async def coroutine(name):
    compute()  # [1]
    await asyncio.sleep(WAIT)  # [2]
    compute()  # [3]
    return name


def sequential(names):
    return [job(name) for name in names]  # [4]


async def loop(names):
    return await asyncio.gather(*(coroutine(name) for name in names))  # [5]


def on_workers(pool, names):
    list(pool.map(time.sleep, [0.1] * JOBS))  # every worker is there before the clock starts
    return timed(lambda: list(pool.map(job, names)))  # [6]


def timed(main):
    start = time.perf_counter()
    done = main()
    return {"seconds": round(time.perf_counter() - start, 3), "result": ", ".join(done)}


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    sys.setswitchinterval(INTERVAL)
    names = [f"job {n}" for n in range(1, JOBS + 1)]
    with ProcessPoolExecutor(JOBS) as processes, ThreadPoolExecutor(JOBS) as threads:
        answers = {
            "sequential": timed(lambda: sequential(names)),
            "loop": timed(lambda: asyncio.run(loop(names))),
            "threads": on_workers(threads, names),
            "free": {"skipped": "CPython 3.11 has a GIL; python3.13t would run the threads variant without one"},
            "processes": on_workers(processes, names),
        }
    print(json.dumps(answers))
