"""Five workers, a monitor that counts them, and a manager who has two seconds."""
import asyncio
import random

WORKERS = 5
# times are in seconds
SHORTEST, LONGEST = 1.0, 4.0  # jobs take a random time in between
STEP = 1.0  # and whole steps of this
FAILURES = 30  # percent of the jobs
LIMIT = 2.0  # after which the manager cancels
MONITOR_EVERY = 0.5


def draw():
    fails = random.random() < FAILURES / 100
    return random.uniform(*sorted([SHORTEST, LONGEST])), fails


async def work(seconds, fails):
    for _ in range(int(seconds / STEP)):
        await asyncio.sleep(STEP)  # [4]
    if fails:
        raise RuntimeError("failed")
    return "ok"


async def monitor(workers):
    while True:
        await asyncio.sleep(MONITOR_EVERY)  # [5]
        done = sum(w.done() for w in workers)
        print(f"{len(workers) - done} running, {done} done")


def start():
    workers = [asyncio.create_task(work(*draw())) for _ in range(WORKERS)]
    return workers, asyncio.create_task(monitor(workers))


def outcome(worker):
    if worker.cancelled():
        return "cancelled"
    return "failed" if worker.exception() else "ok"


def told(workers):
    outcomes = [outcome(w) for w in workers]
    return ", ".join(f"{outcomes.count(what)} {what}" for what in ("ok", "failed", "cancelled"))


async def wait_for_all():
    workers, watching = start()
    await asyncio.wait(workers)  # [1]
    watching.cancel()
    return told(workers)


async def cancel_all():
    workers, watching = start()
    await asyncio.sleep(LIMIT)  # [2]
    for worker in workers:
        worker.cancel()  # means nothing to one that has ended
    await asyncio.wait(workers)  # [3]
    watching.cancel()
    return told(workers)


variants = {"wait": wait_for_all, "cancel": cancel_all}


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
