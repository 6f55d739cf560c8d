"""Four calls of which two take too long, and where to put the limit."""
import asyncio

CALLS = {"A": 1.0, "B": 2.0, "C": 4.0, "D": 5.0}  # seconds
OVERALL = 2.5  # seconds for all calls together
PER_CALL = 1.5  # seconds for each
CLEANUP = 0.0  # seconds that a cancelled call needs to let go of what it holds


async def send(name, ends):
    try:
        await asyncio.sleep(CALLS[name])  # [3]
    except asyncio.CancelledError:
        ends[name] = "cancelled"
        print(name, "cleans up")
        await asyncio.sleep(CLEANUP)  # [4]
        raise
    ends[name] = "completed"


async def send_in_time(name, ends):
    try:
        async with asyncio.timeout(PER_CALL):
            await send(name, ends)
    except TimeoutError:
        ends[name] = "timed out"
        print(name, "timed out")


async def all_calls(send, ends):
    async with asyncio.TaskGroup() as group:  # [1]
        for name in CALLS:
            group.create_task(send(name, ends))


async def none(ends):
    await all_calls(send, ends)


async def wait(ends):
    tasks = [asyncio.create_task(send(name, ends)) for name in CALLS]
    done, pending = await asyncio.wait(tasks, timeout=OVERALL)  # [2]
    if pending:
        print("time is up")


async def around(ends):
    async with asyncio.timeout(OVERALL):
        await all_calls(send, ends)


async def for_each(ends):
    await all_calls(send_in_time, ends)


async def nested(ends):
    async with asyncio.timeout(OVERALL):
        await all_calls(send_in_time, ends)


async def told(main):
    ends = dict.fromkeys(CALLS, "pending")
    try:
        await main(ends)
    except TimeoutError:
        print("time is up")
    counts = {end: list(ends.values()).count(end) for end in ("completed", "timed out", "cancelled", "pending")}
    return ", ".join(f"{n} {end}" for end, n in counts.items() if n or end == "completed")


variants = {
    "none": lambda: told(none),
    "wait": lambda: told(wait),
    "overall": lambda: told(around),
    "per-call": lambda: told(for_each),
    "nested": lambda: told(nested),
}


async def live_on():  # as a server does
    if others := asyncio.all_tasks() - {asyncio.current_task()}:
        await asyncio.wait(others)


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
