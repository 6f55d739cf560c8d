"""Calls of three kinds: each awaited in turn, and made at once by a function that decides where they run."""
import asyncio
import json
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

FETCHES, READS, COMPUTES = 2, 2, 1
FETCH, READ, COMPUTE = 0.200, 0.150, 0.100  # seconds
CORES = 2


async def fetch(name):
    await asyncio.sleep(FETCH)  # [3]
    return name


def read(name):
    time.sleep(READ)  # [4]
    return name


def compute(name):
    start = time.thread_time()
    while time.thread_time() - start < COMPUTE:  # [5]
        pass
    return name


CPU_BOUND = {compute}  # the library cannot know: somebody has to say so


class Library:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.threads, self.processes = ThreadPoolExecutor(), ProcessPoolExecutor(CORES)
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        list(self.processes.map(time.sleep, [0.1] * CORES))  # they are there before the clock starts

    def run(self, function, *args):
        if asyncio.iscoroutinefunction(function):
            return asyncio.run_coroutine_threadsafe(function(*args), self.loop)
        pool = self.processes if function in CPU_BOUND else self.threads
        return pool.submit(function, *args)

    def close(self):
        self.threads.shutdown()
        self.processes.shutdown()
        self.loop.call_soon_threadsafe(self.loop.stop)


def in_turn(library, calls):
    return [library.run(function, name).result() for function, name in calls]  # [1]


def decides(library, calls):
    pending = [library.run(function, name) for function, name in calls]
    print(f"{len(pending)} calls have returned")
    return [p.result() for p in pending]  # [2]


def timed(main):
    library = Library()
    calls = [(function, f"{function.__name__} {n + 1}")
             for function, count in ((fetch, FETCHES), (read, READS), (compute, COMPUTES)) for n in range(count)]
    start = time.perf_counter()
    results = main(library, calls)
    seconds = time.perf_counter() - start
    library.close()
    return {"seconds": round(seconds, 3), "result": ", ".join(results)}


if __name__ == "__main__":
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CORES])
    print(json.dumps({"in-turn": timed(in_turn), "decides": timed(decides)}))
