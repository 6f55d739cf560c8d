"""Calls of three kinds: each awaited in turn, and made at once by a function that decides where they run."""
import asyncio
import os
import threading
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

FETCHES, READS, COMPUTES = 2, 2, 1
FETCH, READ, COMPUTE = 0.200, 0.150, 0.100  # seconds
CORES = 2
READS_ON, COMPUTES_ON = "thread", "process"
SPAWN = 0.0  # seconds that a process computes before its first job
choices = {"reads-on": ["thread", "loop"], "computes-on": ["process", "thread", "loop"]}


async def fetch(name):
    await asyncio.sleep(FETCH)  # [3]
    return name


def read(name):
    time.sleep(READ)  # [4]
    return name


def compute(name, seconds=None):
    start = time.thread_time()
    while time.thread_time() - start < (COMPUTE if seconds is None else seconds):  # [5]
        pass
    return name


def compute_in_process(name):
    global SPAWN
    compute(name, SPAWN)
    SPAWN = 0.0  # this process has started
    return compute(name)


async def read_on_loop(name):  # somebody wrote async before a function that blocks
    return read(name)


async def compute_on_loop(name):
    return compute(name)


cpu_bound = {compute_in_process}  # the library cannot know: somebody has to say so


def calls():
    reading = {"thread": read, "loop": read_on_loop}[READS_ON]
    computing = {"process": compute_in_process, "thread": compute, "loop": compute_on_loop}[COMPUTES_ON]
    kinds = ("fetch", fetch, FETCHES), ("read", reading, READS), ("compute", computing, COMPUTES)
    return [(function, f"{kind} {n + 1}") for kind, function, count in kinds for n in range(count)]


def use_cores():
    available = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
    if len(available) < CORES:
        raise NotImplementedError(f"it cannot be given {CORES} cores here")
    os.sched_setaffinity(0, available[:CORES])


class Library:
    def __init__(self):
        self.loop = asyncio.new_event_loop()
        self.threads, self.processes = ThreadPoolExecutor(), ProcessPoolExecutor(CORES)
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        list(self.processes.map(time.sleep, [0.1] * CORES))  # they are there before the clock starts

    def run(self, function, *args):
        if asyncio.iscoroutinefunction(function):
            return asyncio.run_coroutine_threadsafe(function(*args), self.loop)
        pool = self.processes if function in cpu_bound else self.threads
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


def run(main):
    use_cores()
    library = Library()
    start = time.perf_counter()
    results = main(library, calls())
    seconds = time.perf_counter() - start
    library.close()
    return seconds, ", ".join(results)


variants = {"in-turn": lambda: run(in_turn), "decides": lambda: run(decides)}


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
