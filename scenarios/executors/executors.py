"""Many jobs for a few workers: threads and processes, fed through a queue by hand and by pools."""
import json
import multiprocessing
import queue
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor, as_completed

JOBS, WORKERS = 12, 4
KIND, EACH, STAGGER = "waiting", 0.100, 0.0  # seconds
RESULTS = "map"  # or "as-completed"
SENTINEL = 0  # no job has this number
NUMBERS = range(1, JOBS + 1)


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


def sequential():
    return [job(n) for n in NUMBERS]  # [3]


def worker(jobs, results):
    while (n := jobs.get()) != SENTINEL:  # [4]
        results.put((n, job(n)))  # [5]


def by_hand(Worker, Queue):
    jobs, results = Queue(), Queue()
    workers = [Worker(target=worker, args=(jobs, results)) for _ in range(WORKERS)]
    for w in workers:
        w.start()
    time.sleep(0.1)  # all of them are there before the clock starts
    start = time.perf_counter()
    for n in [*NUMBERS, *[SENTINEL] * WORKERS]:
        jobs.put(n)  # [6]
    done = dict(results.get() for _ in NUMBERS)
    for w in workers:
        w.join()  # [7]
    return answer(start, [done[n] for n in NUMBERS])


def in_pool(Pool):
    with Pool(WORKERS) as pool:
        list(pool.map(time.sleep, [0.1] * WORKERS))  # all of them are there before the clock starts
        start = time.perf_counter()
        if RESULTS == "as-completed":
            futures = [pool.submit(job, n) for n in NUMBERS]  # [8]
            return answer(start, [f.result() for f in as_completed(futures)])
        return answer(start, list(pool.map(job, NUMBERS)))  # [9]


def answer(start, done):
    return {"seconds": round(time.perf_counter() - start, 3), "result": ", ".join(done)}


if __name__ == "__main__":
    print(json.dumps({
        "sequential": answer(time.perf_counter(), sequential()),
        "threads-queue": by_hand(threading.Thread, queue.Queue),
        "threads": in_pool(ThreadPoolExecutor),
        "processes-queue": by_hand(multiprocessing.Process, multiprocessing.Queue),
        "processes": in_pool(ProcessPoolExecutor),
    }))
