"""A starting gun, a producer and three processors: wait for all data, or begin with the first item."""
import asyncio
import random

# times are in seconds
GUN, TIMEOUT = 0.5, 2.0
ITEMS, EVERY = 5, 0.2
PROCESSORS = 3
WORK, SPREAD = 0.1, 0.2  # an item takes this, and at random so much longer at most


class Bench:
    def __init__(self):
        self.gun, self.all_made = asyncio.Event(), asyncio.Event()
        self.items = asyncio.Queue()
        self.work = [random.uniform(WORK, WORK + SPREAD) for _ in range(ITEMS)]
        self.early = self.done = self.gave_up = 0

    def text(self):
        if self.gave_up:
            return f"no gun: {self.gave_up} tasks gave up"
        return f"{self.done} items, {self.early} begun before all were made"


async def fire(bench):
    await asyncio.sleep(GUN)  # [3]
    print("gun")
    bench.gun.set()


async def started(bench, then):
    try:
        async with asyncio.timeout(TIMEOUT):
            await bench.gun.wait()  # [4]
    except TimeoutError:
        bench.gave_up += 1
        print("gave up")
        return
    await then(bench)


async def produce(bench):
    for item in range(ITEMS):
        await asyncio.sleep(EVERY)  # [5]
        bench.items.put_nowait(item)
    for _ in range(PROCESSORS):
        bench.items.put_nowait(None)  # no more: Python 3.13 has Queue.shutdown for this
    print("all data")
    bench.all_made.set()


async def process(bench):
    while (item := await bench.items.get()) is not None:  # [6]
        print(f"item {item + 1} begun")
        bench.early += not bench.all_made.is_set()
        await asyncio.sleep(bench.work[item])  # [7]
        print(f"item {item + 1} done")
        bench.done += 1
        if bench.done == ITEMS:
            print("complete")


async def process_all(bench):
    await bench.all_made.wait()  # [1]
    await process(bench)


async def run(processor):
    bench = Bench()
    async with asyncio.TaskGroup() as group:  # [2]
        group.create_task(fire(bench))
        group.create_task(started(bench, produce))
        for _ in range(PROCESSORS):
            group.create_task(started(bench, processor))
    return bench.text()


variants = {"all-data": lambda: run(process_all), "pipelined": lambda: run(process)}


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
