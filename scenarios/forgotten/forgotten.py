"""A call without await: nothing runs, and the program goes on."""
import asyncio

ORDERS = 3
SAVE, CONFIRM = 0.1, 0.1  # seconds

saved = 0


async def save(order):
    global saved
    await asyncio.sleep(SAVE)  # [7]
    saved += 1
    print("saved", saved)


async def confirm():
    await asyncio.sleep(CONFIRM)  # [8]
    print("confirmed")


async def forgotten():
    save(1)  # RuntimeWarning: coroutine 'save' was never awaited
    await confirm()  # [1]
    return 1


async def awaited():
    await save(1)  # [2]
    await confirm()  # [3]
    return 1


async def loop():
    for order in range(ORDERS):
        save(order + 1)  # the same warning, shown once for a line
    await confirm()  # [4]
    return ORDERS


async def tasks():
    started = [asyncio.create_task(save(order + 1)) for order in range(ORDERS)]
    await confirm()  # [5]
    for task in started:
        await task  # [6]
    return ORDERS


async def shop(main):
    global saved
    saved = 0
    orders = await main()
    return f"saved {saved} of {orders}, all told “confirmed”"


variants = {
    "forgotten": lambda: shop(forgotten),
    "awaited": lambda: shop(awaited),
    "loop": lambda: shop(loop),
    "tasks": lambda: shop(tasks),
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
