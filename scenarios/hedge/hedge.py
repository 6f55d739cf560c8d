"""Requests, some of them slow: one call each, a second call after p95, two calls at once."""
import asyncio
import random
import time

REQUESTS = 300
USUAL = 0.02  # seconds that a usual call takes on average
SLOW_CALLS = 2  # percent
SLOW = 0.5  # seconds that a slow call takes
AFTER = 95  # percent of the calls are over when a second one is made


async def single():
    async def ask(first, second):
        await call(first)  # [1]

    return await run(ask)


async def hedged():
    delay = quantile(AFTER / 100) + 1e-6  # a call that takes just as long needs no second one

    async def ask(first, second):
        calls = [call(first)]
        done, pending = await asyncio.wait(calls, timeout=delay)  # [2]
        if pending:
            await fastest(calls[0], call(second))

    return await run(ask)


async def both():
    async def ask(first, second):
        await fastest(call(first), call(second))

    return await run(ask)


async def fastest(*calls):
    done, pending = await asyncio.wait(calls, return_when=asyncio.FIRST_COMPLETED)  # [3]
    for late in pending:
        late.cancel()


def call(takes):
    async def answer():
        await asyncio.sleep(takes)  # [4]

    made.append(takes)
    return asyncio.create_task(answer())


made = []  # the calls of a run


async def run(ask):
    luck = [(quantile(random.random()), quantile(random.random())) for _ in range(REQUESTS)]
    made.clear()
    took = []
    for first, second in luck:
        began = time.perf_counter()
        await ask(first, second)
        took.append(time.perf_counter() - began)
    took.sort()
    return f"p50 {ms(took, 500)}, p99 {ms(took, 990)}, p99.9 {ms(took, 999)}, {len(made):,} calls"


def ms(took, thousandths):
    rank = max(-(-thousandths * len(took) // 1000), 1)  # the nearest rank: rounded up
    tenths = (round(took[rank - 1] * 1e6) + 50) // 100
    return f"{tenths // 10:,}.{tenths % 10} ms"


def quantile(share):
    usual = 1 - SLOW_CALLS / 100
    return SLOW if share > usual else round(USUAL * (0.5 + share / usual), 6)


variants = {"single": single, "hedged": hedged, "both": both}


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
