"""The life of a coroutine: awaited in turn, gathered, and as the generator it is made of."""
import asyncio
import inspect
import time

FIRST, SECOND = 1.0, 0.5  # seconds that a coroutine is suspended
BEFORE = 0.0  # seconds between call and await


async def steps(name):
    print(name, "starts")
    print(name, "suspends")
    await asyncio.sleep(FIRST)  # [1]
    print(name, "resumes")
    print(name, "suspends again")
    await asyncio.sleep(SECOND)  # [2]
    print(name, "is done")


def states(a, b):
    a, b = (inspect.getcoroutinestate(c).removeprefix("CORO_").lower() for c in (a, b))
    return f"A is {a}, B is {b}"


async def sequential():
    a, b = steps("A"), steps("B")
    await asyncio.sleep(BEFORE)  # [3]
    print(states(a, b))
    await a  # [4]
    print(states(a, b))
    await b  # [5]
    return states(a, b)


async def concurrent():
    a, b = steps("A"), steps("B")
    await asyncio.sleep(BEFORE)  # [6]
    print(states(a, b))
    await asyncio.gather(a, b)  # [7]
    return states(a, b)


def steps_by_hand(tell):
    tell()
    x = yield FIRST
    tell()
    y = yield SECOND
    tell()
    return x + y


def generator():
    def tell():
        print("A is", inspect.getgeneratorstate(a).removeprefix("GEN_").lower())

    a = steps_by_hand(tell)
    tell()
    wait = a.send(None)
    for value in 5, 7:
        tell()
        time.sleep(wait)  # [8]
        try:
            wait = a.send(value)
        except StopIteration as end:
            result = end.value
    tell()
    try:
        a.send(9)
    except StopIteration:
        return f"A returned {result} and cannot be resumed again"


variants = {"sequential": sequential, "generator": generator, "concurrent": concurrent}


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
