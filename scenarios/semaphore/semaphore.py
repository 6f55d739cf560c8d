"""Ten downloads: all at once, three at a time, one by one."""
import asyncio
import time

DOWNLOADS = 10
LATENCY = 0.1  # seconds
PERMITS = 3


def average(seconds, count):
    ms = round(1000 * seconds / count)
    if ms >= 59950:
        minutes, rest = divmod(round(ms / 1000), 60)
        return f"{minutes} min" + (f" {rest} s" if rest else "")
    return f"{ms} ms" if 0 < ms < 1000 else f"{ms / 1000:.3g} s"


class Meter:
    def __init__(self):
        self.began = time.perf_counter()
        self.now = self.peak = 0
        self.since_permit, self.since_begin = [], []

    def report(self):
        total, count = time.perf_counter() - self.began, len(self.since_begin)
        print("total / count", average(total, count))
        print("from permit", average(sum(self.since_permit), count))
        print("from request", average(sum(self.since_begin), count))
        return f"{count} downloads, at most {self.peak} at once"


async def download(meter):
    permitted = time.perf_counter()
    meter.now += 1
    meter.peak = max(meter.peak, meter.now)
    await asyncio.sleep(LATENCY)  # [5]
    meter.now -= 1
    meter.since_permit.append(time.perf_counter() - permitted)
    meter.since_begin.append(time.perf_counter() - meter.began)


async def unlimited():
    meter = Meter()
    async with asyncio.TaskGroup() as group:  # [1]
        for _ in range(DOWNLOADS):
            group.create_task(download(meter))
    return meter.report()


async def limited():
    meter = Meter()
    permits = asyncio.Semaphore(PERMITS)

    async def with_permit():
        async with permits:  # [3]
            await download(meter)

    async with asyncio.TaskGroup() as group:  # [2]
        for _ in range(DOWNLOADS):
            group.create_task(with_permit())
    return meter.report()


async def one_by_one():
    meter = Meter()
    for _ in range(DOWNLOADS):
        await download(meter)  # [4]
    return meter.report()


variants = {"unlimited": unlimited, "permits": limited, "one-by-one": one_by_one}


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
