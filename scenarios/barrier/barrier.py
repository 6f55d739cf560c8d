"""Workers go from phase to phase: nobody waits, all wait at a barrier, each waits for its neighbour."""
import asyncio
import random

WORKERS = 4
PHASES = 4
FAST = 0.1  # seconds that a phase takes
SLOW = 0.4  # seconds that it takes a slow worker
SLOWEST = "another"  # is slow in each phase
choices = {"slowest": ["another", "same", "chance"]}


async def free():
    async def meet(i, k):
        await asyncio.sleep(0)  # [4]

    return await run(meet)


async def together():
    phase = asyncio.Barrier(WORKERS)

    async def meet(i, k):
        await phase.wait()  # [1]

    return await run(meet)


async def neighbourly():
    made = [[asyncio.Event() for _ in range(PHASES)] for _ in range(WORKERS)]

    async def meet(i, k):
        made[i][k].set()
        await made[(i + 1) % WORKERS][k].wait()  # [5]

    return await run(meet)


async def run(meet):
    takes = [[seconds(i, k) for k in range(PHASES)] for i in range(WORKERS)]
    done = [0] * WORKERS  # phases, by worker
    early = 0

    async def worker(i):
        nonlocal early
        for k in range(PHASES):
            if done[(i + 1) % WORKERS] < k:
                early += 1  # the neighbour's last phase is not done
                print(f"worker {i + 1} reads too early")
            await asyncio.sleep(takes[i][k])  # [3]
            done[i] += 1
            if k + 1 < PHASES:  # nobody needs the last phase
                await meet(i, k)

    async with asyncio.TaskGroup() as group:  # [2]
        for i in range(WORKERS):
            group.create_task(worker(i))
    return f"{early} of {WORKERS * (PHASES - 1)} parts read too early"


def seconds(i, k):
    if SLOWEST == "chance":
        return round(FAST + (SLOW - FAST) * random.random(), 6)
    slow = i == 0 if SLOWEST == "same" else i == k % WORKERS
    return SLOW if slow else FAST


variants = {"free": free, "barrier": together, "neighbour": neighbourly}


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
