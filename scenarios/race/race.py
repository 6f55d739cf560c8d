"""Ten tasks add one to a counter: without a lock, under a lock, with the pause outside it."""
import asyncio
import random

TASKS = 10
PAUSE = 0.010  # seconds
SPREAD = 0.0  # seconds: each task first pauses for up to this

counter = 0


async def bare():
    global counter
    seen = counter
    await asyncio.sleep(PAUSE)  # [1]
    if counter != seen:
        print("overwrites an update")  # somebody's, who wrote meanwhile
    counter = seen + 1
    print(f"{seen} → {counter}")


async def locked(lock):
    global counter
    async with lock:  # [2]
        seen = counter
        await asyncio.sleep(PAUSE)  # [3]
        counter = seen + 1
        print(f"{seen} → {counter}")


async def outside(lock):
    global counter
    await asyncio.sleep(PAUSE)  # [4]
    async with lock:  # [5]
        seen = counter
        counter = seen + 1
        print(f"{seen} → {counter}")


async def all_at_once(add_one, *args):
    global counter
    counter = 0

    async def task():
        if SPREAD > 0:
            await asyncio.sleep(random.uniform(0, SPREAD))  # [7]
        await add_one(*args)

    async with asyncio.TaskGroup() as group:  # [6]
        for _ in range(TASKS):
            group.create_task(task())
    return str(counter)


variants = {
    "bare": lambda: all_at_once(bare),
    "lock": lambda: all_at_once(locked, asyncio.Lock()),
    "outside": lambda: all_at_once(outside, asyncio.Lock()),
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
