"""Two pieces of work and an idle second: as coroutines awaited later, and as tasks."""
import asyncio
import time

STEP, STEP_COUNT = 1.0, 2  # seconds, and how many times
GAP = 1.0  # seconds in which main does something else
SPENT = "sleeping"
choices = {"spent": ["sleeping", "computing"]}


async def work(name):
    print(name, "starts")
    for i in range(STEP_COUNT):
        await asyncio.sleep(STEP)  # [1]
        print(name, "has done step", i + 1)
    return name


async def idle():
    if SPENT == "computing":
        time.sleep(GAP)  # no await: nobody else runs
    else:
        await asyncio.sleep(GAP)  # [8]


async def coroutines():
    a, b = work("A"), work("B")
    print("coroutines created")
    await idle()  # [2]
    first = await a  # [3]
    second = await b  # [4]
    return f"{first} and {second} done"


async def tasks():
    a, b = asyncio.create_task(work("A")), asyncio.create_task(work("B"))
    print("tasks created")
    await idle()  # [5]
    first = await a  # [6]
    second = await b  # [7]
    return f"{first} and {second} done"


variants = {"coroutines": coroutines, "tasks": tasks}


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
