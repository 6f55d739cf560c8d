"""Four things that can be awaited, in turn and gathered, and one that cannot."""
import asyncio

COROUTINE, TASK, FUTURE, OBJECT = 0.1, 0.3, 0.0, 0.5  # seconds
FIFTH = "number"
choices = {"fifth": ["number", "text", "function", "nothing"]}


class Timer:
    """An object with an await of its own."""

    def __await__(self):
        yield from asyncio.sleep(OBJECT).__await__()  # [7]
        return "object"


async def named(name, wait):
    await asyncio.sleep(wait)  # [6]
    return name


def settle(future):
    for _ in range(2):
        try:
            future.set_result("future")
            print("future reply → done")
        except asyncio.InvalidStateError as error:
            print("InvalidStateError:", error)


def reply():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    if FUTURE == 0:
        settle(future)
    else:
        loop.call_later(FUTURE, settle, future)  # [8]
    return future


async def refused():
    fifth = {"number": 42, "text": "tea", "function": named, "nothing": None}[FIFTH]
    try:
        await fifth
    except TypeError as error:
        print("TypeError:", error)
        print("refused")


async def sequential():
    future = reply()
    task = asyncio.create_task(named("task", TASK))
    first = await named("coroutine", COROUTINE)  # [1]
    second = await task  # [2]
    third = await future  # [3]
    fourth = await Timer()  # [4]
    await refused()
    return ", ".join([first, second, third, fourth])


async def concurrent():
    future = reply()
    got = await asyncio.gather(  # [5]
        named("coroutine", COROUTINE),
        asyncio.create_task(named("task", TASK)),
        future,
        Timer())
    await refused()
    return ", ".join(got)


variants = {"sequential": sequential, "concurrent": concurrent}


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
