"""A client calls a service that fails: without a breaker, with one, and with a second try."""
import asyncio
import random
import time

CALLS, FAILS = 8, 70  # calls to service A, of which so many percent fail
LATENCY = 0.5  # seconds
THRESHOLD = 3
OPEN = 5.0  # seconds
TOGETHER = False  # the calls to A are made at once
HEALTHY = 0  # calls to service B, which never fails
SHARED = False  # A and B have one breaker


class Breaker:
    """Counts failures in a row. After too many it is open, and rejects calls for a while."""

    def __init__(self, threshold):
        self.threshold = threshold
        self.state, self.failures, self.until = "closed", 0, 0.0
        self.path = ["closed"]

    def become(self, state):
        if state != self.state:
            self.state = state
            self.path.append(state)
            print(f"breaker → {state}")

    def allows(self):
        if self.state == "open" and time.monotonic() >= self.until:
            self.become("half-open")
            return True
        return self.state == "closed"

    def ended(self, ok):
        if self.state == "open":
            return
        if ok:
            self.failures = 0
            self.become("closed")
            return
        self.failures += 1
        if self.failures >= self.threshold or self.state == "half-open":
            self.until = time.monotonic() + OPEN
            self.become("open")


class Session:
    def __init__(self, threshold):
        self.a = Breaker(threshold)
        self.b = self.a if SHARED else Breaker(threshold)
        self.all = [f"A{i + 1}" for i in range(CALLS)] + [f"B{i + 1}" for i in range(HEALTHY)]
        self.ok = self.failed = 0
        self.rejected = []  # and not yet made again
        self.again = 0  # calls made again after they were rejected

    async def call(self, name):
        breaker, fails = (self.a, FAILS) if name[0] == "A" else (self.b, 0)
        if not breaker.allows():
            print(f"{name}{' again' if self.again else ''} rejected")
            self.rejected.append(name)
            return
        await asyncio.sleep(LATENCY)  # [6]
        ok = random.random() < 1 - fails / 100
        breaker.ended(ok)
        self.ok, self.failed = self.ok + ok, self.failed + (not ok)
        print(f"{name} {'ok' if ok else 'failed'}")

    async def make(self, calls):
        if TOGETHER:
            await asyncio.gather(*(self.call(name) for name in calls if name[0] == "A"))
        for name in calls:
            if not TOGETHER or name[0] == "B":
                await self.call(name)

    def text(self):
        rejected = f"{self.again} rejected at first, {len(self.rejected)} again" if self.again else f"{len(self.rejected)} rejected"
        text = f"{self.ok} ok, {self.failed} failed, {rejected}"
        if self.a.threshold < float("inf"):
            text += "; " + " → ".join(self.a.path)
        return text


async def none():
    session = Session(float("inf"))
    await session.make(session.all)  # [1]
    return session.text()


async def breaker():
    session = Session(THRESHOLD)
    await session.make(session.all)  # [2]
    return session.text()


async def half_open():
    session = Session(THRESHOLD)
    await session.make(session.all)  # [3]
    if session.rejected:
        await asyncio.sleep(OPEN)  # [4]
        again, session.rejected = session.rejected, []
        session.again = len(again)
        await session.make(again)  # [5]
    return session.text()


variants = {"none": none, "breaker": breaker, "half-open": half_open}


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
