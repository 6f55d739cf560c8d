"""Threads that add to one counter: without a lock, with one, and in a way that happens to work."""
import sys
import threading
import time

THREADS, N = 4, 10  # increments of each thread
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
    sys.setswitchinterval(INTERVAL)
    counter = 0
    threads = [threading.Thread(target=work, args=(increment,)) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()  # [8]
    return f"{counter} of {THREADS * N}"


variants = {
    "no-lock": lambda: count(without_lock),  # how many are lost is a matter of luck
    "lock": lambda: count(with_lock),
    "accident": lambda: count(by_accident),
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
