"""A client calls a service that fails: no retry, a fixed delay, exponential back-off, and jitter."""
import asyncio
import random
import time

CLIENTS = 1
FAILS = 70  # percent of the calls
LATENCY = 0.1  # seconds
TRIES = 4
DELAY = 0.1  # seconds before the first retry


class Failed(Exception):
    pass


class Stats:
    def __init__(self):
        self.calls = self.ok = self.peak = 0
        self.recent = []  # when the retries of the last 10 ms began

    def begin(self, failures):
        self.calls += 1
        if failures > 0:
            now = time.perf_counter()
            self.recent = [then for then in self.recent if now - then < 0.01] + [now]
            self.peak = max(self.peak, len(self.recent))

    def text(self):
        calls = f"{self.calls} call{'s' if self.calls > 1 else ''}"
        if CLIENTS == 1:
            return f"{'ok' if self.ok else 'gave up'} after {calls}"
        return f"{self.ok} of {CLIENTS} ok, {calls}, peak of {self.peak} retries in 10 ms"


async def call(ok):
    await asyncio.sleep(LATENCY)  # [4]
    if not ok:
        raise Failed


async def client(tries, delay, stats):
    luck = [random.random() < 1 - FAILS / 100 for _ in range(TRIES)]
    for failures in range(tries):
        if failures > 0:
            await asyncio.sleep(delay(failures))  # [3]
        stats.begin(failures)
        try:
            await asyncio.create_task(call(luck[failures]))  # [2]
            stats.ok += 1
            print("ok")
            return
        except Failed:
            pass
    print("gave up")


async def run(tries, delay=None):
    stats = Stats()
    await asyncio.gather(*(client(tries, delay, stats) for _ in range(CLIENTS)))  # [1]
    return stats.text()


async def none():
    return await run(1)


async def fixed():
    return await run(TRIES, lambda failures: DELAY)


async def exponential():
    return await run(TRIES, lambda failures: DELAY * 2 ** (failures - 1))


async def jitter():
    return await run(TRIES, lambda failures: random.uniform(0, DELAY * 2 ** (failures - 1)))


variants = {"none": none, "fixed": fixed, "exponential": exponential, "jitter": jitter}


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
