"""Many jobs for a few workers: threads and processes, fed through a queue by hand and by pools."""
import multiprocessing
import os
import queue
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed

JOBS, WORKERS = 8, 2
KIND, EACH, STAGGER = "computing", 0.056, 0.0  # seconds
CORES = 2
RESULTS = "map"
SPAWN, COPY = 0.0, 0.0  # seconds that a process computes before its first job, and before each
choices = {"kind": ["computing", "waiting"], "results": ["map", "as-completed"]}
sentinel = 0  # no job has this number


def compute(seconds):
    start = time.thread_time()
    while time.thread_time() - start < seconds:
        pass


def job(n):
    length = EACH + (JOBS - n) * STAGGER
    if KIND == "waiting":
        time.sleep(length)  # [1]
    else:
        compute(length)  # [2]
    return str(n)


def job_in_process(n):
    global SPAWN
    compute(SPAWN + COPY)
    SPAWN = 0.0  # this process has started
    return job(n)


def numbers():
    return range(1, JOBS + 1)


def sequential():
    return ", ".join([job(n) for n in numbers()])  # [3]


def worker(jobs, results, job):
    while (n := jobs.get()) != sentinel:  # [4]
        results.put((n, job(n)))  # [5]


def use_cores():
    available = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(available) < CORES:
        raise NotImplementedError(f"it cannot be given {CORES} cores here")
    os.sched_setaffinity(0, available[:CORES])


def by_hand(Worker, Queue, job):
    use_cores()
    jobs, results = Queue(), Queue()
    workers = [Worker(target=worker, args=(jobs, results, job)) for _ in range(WORKERS)]
    for w in workers:
        w.start()
    time.sleep(0.1)  # all of them are there before the clock starts
    start = time.perf_counter()
    for n in [*numbers(), *[sentinel] * WORKERS]:
        jobs.put(n)  # [6]
    done = dict(results.get() for _ in numbers())
    for w in workers:
        w.join()  # [7]
    return time.perf_counter() - start, ", ".join(done[n] for n in numbers())


def in_pool(Pool, job):
    use_cores()
    with Pool(WORKERS) as pool:
        list(pool.map(time.sleep, [0.1] * WORKERS))  # all of them are there before the clock starts
        start = time.perf_counter()
        if RESULTS == "as-completed":
            futures = [pool.submit(job, n) for n in numbers()]  # [8]
            done = [f.result() for f in as_completed(futures)]
        else:
            done = list(pool.map(job, numbers()))  # [9]
        return time.perf_counter() - start, ", ".join(done)


variants = {
    "sequential": sequential,
    "threads-queue": lambda: by_hand(threading.Thread, queue.Queue, job),
    "threads": lambda: in_pool(ThreadPoolExecutor, job),
    "processes-queue": lambda: by_hand(multiprocessing.Process, multiprocessing.Queue, job_in_process),
    "processes": lambda: in_pool(ProcessPoolExecutor, job_in_process),
}


# From here on all twins are alike: constants are set as the page's address has them, and every variant is run.
import asyncio, json, re, sys, time, urllib.parse  # noqa: E401


def parse(text, default):
    if isinstance(default, bool):
        return {"true": True, "false": False}[text]
    if isinstance(default, float):
        seconds = {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9}
        parts = re.split(r"(?<=[hms])(?=\d)", text.replace(" ", ""))
        return sum(float(part.rstrip("hmsµn")) * seconds[part.lstrip("0123456789.")] for part in parts)
    if isinstance(default, dict):
        like = next(iter(default.values()), 0.0)
        return {key: parse(value, like) for key, value in (row.split("=", 1) for row in text.split(";") if row)}
    return type(default)(text.removesuffix("%"))


def configure(query):
    constants = {name.lower().replace("_", "-"): name for name in globals() if name.isupper()}
    kinds = {bool: "true or false", int: "a whole number", float: "a duration such as 400ms", dict: "rows such as A=1s;B=2s"}
    for name, text in urllib.parse.parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        allowed = "the settings are " + ", ".join(constants)
        try:
            default = globals()[constants[name]]
            allowed = globals().get("choices", {}).get(name) or kinds[type(default)]
            value = parse(text, default)
            if text.startswith("-") or type(default) is str and value not in allowed:
                raise ValueError
            globals()[constants[name]] = value
        except (KeyError, ValueError):
            print(f"{sys.argv[0]}: {name}={text} is not allowed: {allowed}", file=sys.stderr)
            sys.exit(2)


def play(name, variant):
    start = time.perf_counter()

    def tell(result):
        seconds, result = result if isinstance(result, tuple) else (time.perf_counter() - start, result)
        print(json.dumps({name: {"seconds": round(seconds, 6), "result": result}}), flush=True)

    async def main(result):
        tell(await result)
        if "live_on" in globals():
            await globals()["live_on"]()
        # what still runs is cancelled by asyncio.run after that

    try:
        result = variant()
        asyncio.run(main(result)) if asyncio.iscoroutine(result) else tell(result)
    except NotImplementedError as why:
        print(json.dumps({name: {"skipped": str(why)}}), flush=True)


configure("&".join(sys.argv[1:]))
if __name__ == "__main__":
    for name in variants:
        play(name, variants[name])
