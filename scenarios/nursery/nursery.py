"""A parent and two children: in trio's nursery, and started with asyncio and forgotten."""
import asyncio

try:
    import trio
except ImportError:
    trio = None

CHILDREN = 2
TAKES = 1.0  # seconds that a child sleeps
OWN = 0.0  # seconds of the parent's own part
SHUFFLED = True  # trio's children begin in any order


async def child(name, sleep, done):
    print(name, "begins")
    await sleep(TAKES)  # [2]
    print(name, "ends")
    done.append(name)


async def parent(sleep):
    print("children started")
    await sleep(OWN)  # [3]


def leave(done):
    print("parent leaves")
    return f"the parent left when {len(done)} of {CHILDREN} children were done"


async def in_nursery():
    done = []
    async with trio.open_nursery() as nursery:  # [1]
        for i in range(CHILDREN):
            nursery.start_soon(child, f"child {i + 1}", trio.sleep, done)
        await parent(trio.sleep)
    return leave(done)


async def forgotten():  # which trio has no way to do
    done = []
    tasks = set()  # asyncio itself keeps only weak references: a forgotten task may vanish before its end
    for i in range(CHILDREN):
        tasks.add(asyncio.create_task(child(f"child {i + 1}", asyncio.sleep, done)))
    await parent(asyncio.sleep)
    return leave(done)


def nursery():
    if not trio:
        raise NotImplementedError("it needs trio")
    if not SHUFFLED:
        raise NotImplementedError("in trio chance decides which child begins first")
    return trio.run(in_nursery)


variants = {"nursery": nursery, "forgotten": forgotten}


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
