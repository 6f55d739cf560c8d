"""An asynchronous context manager: left well, left by an error, and never entered."""
import asyncio

ENTER, BODY, RAISE, EXIT = 0.2, 0.6, 0.3, 0.2  # seconds
SWALLOW = False


class Kitchen:
    async def __aenter__(self):
        print("enter")
        await asyncio.sleep(ENTER)  # [4]
        return self

    async def __aexit__(self, kind, problem, traceback):
        print("exit:", "no error" if problem is None else f"sees {problem}")
        await asyncio.sleep(EXIT)  # [5]
        return SWALLOW


class Careless(Kitchen):
    def __aenter__(self):  # somebody forgot the async
        return self


async def cook():
    print("body")
    await asyncio.sleep(BODY)  # [6]
    return "dinner"


async def drop():
    print("body")
    await asyncio.sleep(RAISE)  # [7]
    print("the pan drops")
    raise RuntimeError("the pan dropped")


async def dinner(manager, body):
    result = None
    try:
        async with manager:  # [1]
            result = await body()  # [2]
        # however the block is left, __aexit__ is awaited here
        # [3]
    except Exception as error:
        print("caller:", error)
        return "no dinner, and an error"
    return result or "no dinner, and no error"


variants = {
    "well": lambda: dinner(Kitchen(), cook),
    "raises": lambda: dinner(Kitchen(), drop),
    "not-awaitable": lambda: dinner(Careless(), cook),
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
