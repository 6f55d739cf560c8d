"""A hundred requests to a server that allows ten a second: fixed window, token bucket, leaky bucket."""
import asyncio
import time

REQUESTS = 100
LIMIT = 10  # requests a second
BURST = 5  # tokens in a full bucket
START = 0.99  # seconds until the client gets the requests


async def window():
    left, end = LIMIT, time.perf_counter() + 1

    async def allow():
        nonlocal left, end
        if left == 0:
            await asyncio.sleep(end - time.perf_counter())  # [1]
        while time.perf_counter() >= end:
            left = LIMIT
            end += 1
        left -= 1

    return await send(allow)


async def bucket():
    tokens, next_token = BURST, time.perf_counter()

    async def allow():
        nonlocal tokens, next_token
        if tokens == 0:
            await asyncio.sleep(next_token - time.perf_counter())  # [2]
        while tokens < BURST and time.perf_counter() >= next_token:
            tokens += 1
            next_token += 1 / LIMIT
        if tokens == BURST:
            next_token = time.perf_counter() + 1 / LIMIT
        tokens -= 1

    return await send(allow)


async def leaky():
    next_drop = time.perf_counter()

    async def allow():
        nonlocal next_drop
        await asyncio.sleep(next_drop - time.perf_counter())  # [3]
        next_drop = max(next_drop, time.perf_counter()) + 1 / LIMIT

    return await send(allow)


async def send(allow):
    meter = Meter()
    await asyncio.sleep(START)  # [4]
    for _ in range(REQUESTS):
        await allow()
        meter.sent()
    return f"{meter.all} requests, {meter.worst} in the worst second"


class Meter:
    def __init__(self):
        self.all = self.recent = self.worst = 0

    def sent(self):
        self.all += 1
        self.recent += 1
        self.worst = max(self.worst, self.recent)
        asyncio.get_running_loop().call_later(1, self.forget)

    def forget(self):  # a request of a second ago
        self.recent -= 1


variants = {"window": window, "bucket": bucket, "leaky": leaky}


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
