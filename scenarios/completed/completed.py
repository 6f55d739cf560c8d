"""Five tasks: results in the order of the list, and as they complete."""
import asyncio
import random

TASKS = 5
# times are in seconds
SHORTEST, LONGEST = 0.5, 3.0  # tasks take a random time in between
DURATIONS = {}  # by name, instead of those
USING = 0.0  # that the receiver is busy with each result
TIMEOUT = 0.0  # for all of them together; 0 is no limit


async def work(name, duration):
    await asyncio.sleep(duration)  # [4]
    return name


def start():
    durations = DURATIONS or {str(i + 1): random.uniform(*sorted([SHORTEST, LONGEST])) for i in range(TASKS)}
    return [asyncio.create_task(work(*item), name=item[0]) for item in durations.items()]


async def use(name):
    print("got", name)
    await asyncio.sleep(USING)  # [3]


async def in_order():
    received = []
    for task in start():
        name = await task  # [1]
        await use(name)
        received.append(name)
    return "received " + ", ".join(received)


def too_late(tasks, received):
    print("timed out")
    late = [task.get_name() for task in tasks if task.get_name() not in received]
    return "received " + ", ".join(received) + "; too late " + ", ".join(late)


async def as_completed():
    received = []
    tasks = start()
    try:
        for earliest in asyncio.as_completed(tasks, timeout=TIMEOUT or None):
            name = await earliest  # [2]
            await use(name)
            received.append(name)
    except TimeoutError:
        return too_late(tasks, received)
    return "received " + ", ".join(received)


variants = {"in-order": in_order, "as-completed": as_completed}


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
