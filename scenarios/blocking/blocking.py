"""Calls that block: inside coroutines, on threads, in processes, and replaced by what asyncio offers."""
import asyncio
import os
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

CALLS, KIND, EACH = 3, "waiting", 1.0  # seconds
HEARTBEAT = 0.010
CORES = 2
choices = {"kind": ["waiting", "computing"]}


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
        for _ in range(round(EACH / 0.005)):  # in small pieces
            compute(0.005)
            await asyncio.sleep(0)  # [3]
    return f"reply {n}"


async def gather(coroutine):
    return await asyncio.gather(*(coroutine(n) for n in range(1, CALLS + 1)))  # [4]


def use_cores():
    available = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(available) < CORES:
        raise NotImplementedError(f"it cannot be given {CORES} cores here")
    os.sched_setaffinity(0, available[:CORES])


async def hand_over(pool):
    loop = asyncio.get_running_loop()
    calls = [loop.run_in_executor(pool, call, n) for n in range(1, CALLS + 1)]
    return await asyncio.gather(*calls)  # [5]


async def heartbeat(beats):
    while True:
        beats.append(time.perf_counter())
        await asyncio.sleep(HEARTBEAT)  # [8]


async def beating(main):
    beats = []
    heart = asyncio.create_task(heartbeat(beats))
    start = time.perf_counter()
    replies = await main
    seconds = time.perf_counter() - start
    heart.cancel()
    print(len(beats), "heartbeats")
    return seconds, ", ".join(replies)


def on(Pool):
    use_cores()
    with Pool(CALLS) as pool:
        list(pool.map(time.sleep, [0.1] * CALLS))  # every worker is there before the clock starts
        return asyncio.run(beating(hand_over(pool)))


variants = {
    "inline": lambda: beating(gather(blocked)),
    "threads": lambda: on(ThreadPoolExecutor),
    "processes": lambda: on(ProcessPoolExecutor),
    "native": lambda: beating(gather(cooperative)),
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
