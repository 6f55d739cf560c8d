"""Two tasks need two locks: in opposite orders with a timeout, for ever, and in the same order."""
import asyncio

HOLD = 0.1  # seconds between the first lock and the second
LATE = 0.0  # seconds by which B begins later
TIMEOUT = 1.0


async def work(name, first, second):
    async with first:  # [3]
        await asyncio.sleep(HOLD)  # [4]
        print(f"{name} asks for the other lock")
        async with second:  # [5]
            print(f"{name} has both locks")


async def task_b(first, second):
    await asyncio.sleep(LATE)  # [2]
    await work("B", first, second)


async def both(a1, a2, b1, b2):
    async with asyncio.TaskGroup() as group:  # [1]
        group.create_task(work("A", a1, a2))
        group.create_task(task_b(b1, b2))


def state(lock):
    return "held" if lock.locked() else "free"


async def with_timeout():
    lock1, lock2 = asyncio.Lock(), asyncio.Lock()
    try:
        async with asyncio.timeout(TIMEOUT):
            await both(lock1, lock2, lock2, lock1)
    except TimeoutError:
        return f"gave up, with nothing done: lock1 is {state(lock1)}, lock2 is {state(lock2)}"
    return "A and B have had both locks"


async def without_timeout():
    if LATE <= HOLD:
        raise NotImplementedError("asyncio does not find deadlocks: it would never end")
    lock1, lock2 = asyncio.Lock(), asyncio.Lock()
    await both(lock1, lock2, lock2, lock1)
    return "A and B have had both locks"


async def same_order():
    lock1, lock2 = asyncio.Lock(), asyncio.Lock()
    await both(lock1, lock2, lock1, lock2)
    return "A and B have had both locks"


variants = {"timeout": with_timeout, "forever": without_timeout, "ordered": same_order}


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
