"""Calls that block: inside coroutines, on threads, in processes, and replaced by what asyncio offers."""
import asyncio
import json
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

CALLS, KIND, EACH, HEARTBEAT = 3, "waiting", 1.0, 0.010  # seconds
PIECE = 0.005


def compute(seconds):
    start = time.thread_time()
    while time.thread_time() - start < seconds:
        pass


def call(n):
    if KIND == "waiting":
        time.sleep(EACH)  # [6]
    else:
        compute(EACH)  # [7]
    return f"reply {n}"


async def blocked(n):
    return call(n)  # [1]


async def cooperative(n):
    if KIND == "waiting":
        await asyncio.sleep(EACH)  # [2]
    else:
        for _ in range(round(EACH / PIECE)):
            compute(PIECE)
            await asyncio.sleep(0)  # [3]
    return f"reply {n}"


async def gather(coroutine):
    return await asyncio.gather(*(coroutine(n) for n in range(1, CALLS + 1)))  # [4]


async def hand_over(pool):
    loop = asyncio.get_running_loop()
    calls = [loop.run_in_executor(pool, call, n) for n in range(1, CALLS + 1)]
    return await asyncio.gather(*calls)  # [5]


async def heartbeat(beats):
    while True:
        beats.append(time.perf_counter())
        await asyncio.sleep(HEARTBEAT)  # [8]


async def timed(name, main):
    beats = []
    heart = asyncio.create_task(heartbeat(beats))
    start = time.perf_counter()
    replies = await main
    seconds = time.perf_counter() - start
    heart.cancel()
    print(f"{name}: {seconds:.2f} s, {len(beats)} heartbeats")
    return {"seconds": round(seconds, 3), "result": ", ".join(replies)}


def main():
    with ThreadPoolExecutor(CALLS) as threads, ProcessPoolExecutor(CALLS) as processes:
        list(processes.map(time.sleep, [0.1] * CALLS))  # every process is there before the clock starts
        return {
            "inline": asyncio.run(timed("inline", gather(blocked))),
            "threads": asyncio.run(timed("threads", hand_over(threads))),
            "processes": asyncio.run(timed("processes", hand_over(processes))),
            "native": asyncio.run(timed("native", gather(cooperative))),
        }


if __name__ == "__main__":
    print(json.dumps(main()))
