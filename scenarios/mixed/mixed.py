"""Three jobs that compute, wait and compute again: in turn, on an event loop, on threads, on processes."""
import asyncio
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


def names():
    return [f"job {n}" for n in range(1, JOBS + 1)]


def sequential():
    return ", ".join([job(name) for name in names()])  # [4]


async def loop():
    done = await asyncio.gather(*(coroutine(name) for name in names()))  # [5]
    return ", ".join(done)


def use_cores():
    available = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(available) < CORES:
        raise NotImplementedError(f"it cannot be given {CORES} cores here")
    os.sched_setaffinity(0, available[:CORES])


def on_workers(Pool):
    use_cores()
    sys.setswitchinterval(INTERVAL)
    with Pool(JOBS) as pool:
        list(pool.map(time.sleep, [0.1] * JOBS))  # every worker is there before the clock starts
        start = time.perf_counter()
        done = list(pool.map(job, names()))  # [6]
        return time.perf_counter() - start, ", ".join(done)


def without_gil():
    if getattr(sys, "_is_gil_enabled", lambda: True)():
        raise NotImplementedError("this Python has a GIL; python3.13t has none")
    return on_workers(ThreadPoolExecutor)


variants = {
    "sequential": sequential,
    "loop": loop,
    "threads": lambda: on_workers(ThreadPoolExecutor),
    "free": without_gil,
    "processes": lambda: on_workers(ProcessPoolExecutor),
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
