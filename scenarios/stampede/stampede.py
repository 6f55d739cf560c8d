"""A hot key expires: every miss asks the database, one asks and all wait, the old value is served meanwhile."""
import asyncio
import time

REQUESTS = 30
EVERY = 0.02  # seconds from one request to the next
TTL = 0.2  # seconds for which a value is fresh
QUERY = 0.3  # seconds
CONNECTIONS = 3  # of the database


class Cache:
    def __init__(self):
        self.flight = None  # the query that was begun last
        self.connections = asyncio.Semaphore(CONNECTIONS)
        self.queries, self.worst = 0, 0.0
        self.state = "fresh"
        self.store()

    def fresh(self):
        if time.perf_counter() < self.expires:
            return True
        self.note("expired")
        return False

    def store(self):
        self.expires = time.perf_counter() + TTL
        self.note("fresh")

    def note(self, state):
        if self.state != state:
            self.state = state
            print(f"value → {state}")


async def every_miss():
    async def get(cache, group):
        if not cache.fresh():
            await ask(cache)

    return await run(get)


async def single_flight():
    async def get(cache, group):
        if not cache.fresh():
            await flight(cache, group)  # [1]

    return await run(get)


async def stale():
    async def get(cache, group):
        if not cache.fresh():
            flight(cache, group)

    return await run(get)


def flight(cache, group):
    if cache.flight is None or cache.flight.done():
        cache.flight = group.create_task(ask(cache))
    return cache.flight


async def ask(cache):
    cache.queries += 1
    async with cache.connections:  # [2]
        await asyncio.sleep(QUERY)  # [3]
        cache.store()


async def run(get):
    cache = Cache()

    async def request(group):
        began = time.perf_counter()
        await get(cache, group)
        cache.worst = max(cache.worst, time.perf_counter() - began)

    async with asyncio.TaskGroup() as group:  # [4]
        for _ in range(REQUESTS):
            group.create_task(request(group))
            await asyncio.sleep(EVERY)  # [5]
    return f"{cache.queries} {'query' if cache.queries == 1 else 'queries'}, longest wait {spoken(cache.worst)}"


def spoken(seconds):
    if seconds >= 59.95:
        minutes, rest = divmod(round(seconds), 60)
        return f"{minutes} min" + (f" {rest} s" if rest else "")
    return f"{seconds:.3g} s" if seconds >= 0.9995 or seconds < 1e-6 else f"{seconds * 1000:.3g} ms"


variants = {"every-miss": every_miss, "single-flight": single_flight, "stale": stale}


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
