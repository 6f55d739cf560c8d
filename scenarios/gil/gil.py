"""Threads that add to one counter: without a lock, with one, and in a way that happens to work."""
import json
import sys
import threading
import time

THREADS, N = 4, 10
STEP, INTERVAL = 0.002, 0.005  # seconds
counter = 0
lock = threading.Lock()


def call(value):
    start = time.thread_time()
    while time.thread_time() - start < STEP:
        pass
    return value


def without_lock():
    global counter
    value = counter
    value = call(value)  # [1]
    counter = value + 1
    call(None)  # [2]


def with_lock():
    global counter
    with lock:  # [3]
        value = counter
        value = call(value)  # [4]
        counter = value + 1
    call(None)  # [5]


def by_accident():
    global counter
    call(None)  # [6]
    counter += 1  # read and written without a call: CPython 3.10 and later do not switch threads here
    call(None)  # [7]


def work(increment):
    for _ in range(N):
        increment()


def count(increment):
    global counter
    counter = 0
    threads = [threading.Thread(target=work, args=(increment,)) for _ in range(THREADS)]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()  # [8]
    seconds = round(time.perf_counter() - start, 3)
    print(f"{increment.__name__}: {counter} of {THREADS * N}")
    return {"seconds": seconds, "result": f"{counter} of {THREADS * N}"}


if __name__ == "__main__":
    sys.setswitchinterval(INTERVAL)
    answers = {"no-lock": count(without_lock), "lock": count(with_lock), "accident": count(by_accident)}
    del answers["no-lock"]["result"]  # it is a matter of luck
    print(json.dumps(answers))
