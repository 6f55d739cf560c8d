"""Philosophers and forks: all take the left one first, one takes the right one first, a waiter keeps a seat empty."""
import asyncio

PHILOSOPHERS = 5
THINKING = 0.5  # seconds until the first one is hungry
LONGER = 0.0  # seconds by which each thinks longer than the one before
PAUSE = 0.1  # seconds between the first fork and the second
EATING = 1.0

names = ["Plato", "Kant", "Hume", "Marx", "Mill", "Locke", "Hegel", "Weil", "Arendt"]


async def eat(i, first, second):
    async with first:  # [1]
        await asyncio.sleep(PAUSE)  # [2]
        async with second:  # [3]
            print(names[i], "eats")
            await asyncio.sleep(EATING)  # [4]


def lay():
    return [asyncio.Lock() for _ in range(PHILOSOPHERS)]


async def dinner(meal):
    eaten = []

    async def evening(i):
        await asyncio.sleep(THINKING + i * LONGER)  # [6]
        await meal(i)
        eaten.append(names[i])

    async with asyncio.TaskGroup() as group:  # [5]
        for i in range(PHILOSOPHERS):
            group.create_task(evening(i))
    return ", ".join(eaten)


async def left():
    if LONGER <= PAUSE:
        raise NotImplementedError("asyncio does not find deadlocks: it would never end")
    forks = lay()

    async def meal(i):
        await eat(i, forks[i], forks[(i + 1) % PHILOSOPHERS])

    return await dinner(meal)


async def one():
    forks = lay()

    async def meal(i):
        if i == PHILOSOPHERS - 1:
            await eat(i, forks[0], forks[i])
        else:
            await eat(i, forks[i], forks[i + 1])

    return await dinner(meal)


async def waiter():
    forks, seats = lay(), asyncio.Semaphore(PHILOSOPHERS - 1)

    async def meal(i):
        async with seats:  # [7]
            await eat(i, forks[i], forks[(i + 1) % PHILOSOPHERS])

    return await dinner(meal)


variants = {"left": left, "one": one, "waiter": waiter}


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
