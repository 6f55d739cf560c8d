"""Producers and processors: a polled list, a queue, and a bounded queue in a rush."""
import asyncio

# times are in seconds
PRODUCERS, ITEMS, EVERY = 3, 3, 0.1
PROCESSORS, WORK = 1, 0.05
POLL = 0.01
# the rush
RUSH_PRODUCERS, RUSH_ITEMS, RUSH_EVERY = 2, 6, 0.02
RUSH_PROCESSORS, RUSH_WORK = 3, 0.1
BOUND = 3


class PolledList:
    """What a queue is without a place to wait."""

    def __init__(self):
        self.lock, self.items = asyncio.Lock(), []

    async def put(self, item):
        async with self.lock:  # [8]
            self.items.append(item)

    async def get(self):
        while True:
            async with self.lock:
                if self.items:
                    return self.items.pop(0)
            await asyncio.sleep(POLL)  # [9]


class MeteredQueue(asyncio.Queue):
    """A queue that knows how many items it held at most."""

    peak = 0

    def _put(self, item):
        super()._put(item)
        if item is not None:
            self.peak = max(self.peak, self.qsize())


async def produce(name, put, items, every):
    for i in range(items):
        if i > 0:
            await asyncio.sleep(every)  # [4]
        await put(f"{name}-{i}")  # [5]


async def process(get, work):
    done = []
    while (item := await get()) is not None:  # [6]
        print(item)
        done.append(item)
        await asyncio.sleep(work)  # [7]
    return done


async def run(put, get, producers, items, every, processors, work):
    makers = [asyncio.create_task(produce(f"P{i + 1}", put, items, every)) for i in range(producers)]
    workers = [asyncio.create_task(process(get, work)) for _ in range(processors)]
    await asyncio.gather(*makers)
    for _ in workers:
        await put(None)  # no more: Python 3.13 has Queue.shutdown for this
    return [len(done) for done in await asyncio.gather(*workers)]


async def polling():
    shared = PolledList()
    shares = await run(shared.put, shared.get, PRODUCERS, ITEMS, EVERY, PROCESSORS, WORK)  # [1]
    return f"{sum(shares)} items"


async def unbounded():
    queue = asyncio.Queue()
    shares = await run(queue.put, queue.get, PRODUCERS, ITEMS, EVERY, PROCESSORS, WORK)  # [2]
    return f"{sum(shares)} items"


async def bounded():
    queue = MeteredQueue(maxsize=BOUND)
    shares = await run(queue.put, queue.get, RUSH_PRODUCERS, RUSH_ITEMS, RUSH_EVERY, RUSH_PROCESSORS, RUSH_WORK)  # [3]
    return f"{sum(shares)} items: {' + '.join(map(str, shares))}, at most {queue.peak} in the queue"


variants = {"polling": polling, "queue": unbounded, "bounded": bounded}


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
