"""A morning's work, with machines: one thing at a time, and as soon as possible."""
import asyncio
import time

# seconds; one stands for ten minutes
WASH, HANG_OUT = 4.5, 1.0
KETTLE, MAKE_TEA = 2.0, 0.5
TOAST, SPREAD = 1.5, 0.5
ONE_COOK = False


async def laundry():
    await asyncio.sleep(WASH)  # [5]
    return await hands(HANG_OUT, "laundry on the line")


async def tea():
    await asyncio.sleep(KETTLE)  # [6]
    return await hands(MAKE_TEA, "tea")


async def toast_with_butter():
    await asyncio.sleep(TOAST)  # [7]
    return await hands(SPREAD, "toast with butter")


async def hands(seconds, done):
    if ONE_COOK:
        # nobody else gets the cook
        time.sleep(seconds)  # [8]
    else:
        # there is a helper for it
        await asyncio.sleep(seconds)  # [9]
    print(done)
    return done


async def one_at_a_time():
    return ", ".join([
        await laundry(),  # [1]
        await tea(),  # [2]
        await toast_with_butter(),  # [3]
    ])


async def as_soon_as_possible():
    done = await asyncio.gather(laundry(), tea(), toast_with_butter())  # [4]
    return ", ".join(done)


variants = {"sequential": one_at_a_time, "concurrent": as_soon_as_possible}


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
