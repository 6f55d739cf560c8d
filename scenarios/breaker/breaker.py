"""A client calls a service that fails: without a breaker, with one, and with a second try."""
import asyncio
import itertools
import json
import time

CALLS = 8
LATENCY = 0.5  # seconds
THRESHOLD = 3
OPEN = 5.0  # seconds
# What seed 0 draws for [random.random() < 0.7 for _ in range(CALLS)]
FAILS = [True, True, True, False, True, True, False, True]


class Breaker:
    """Counts failures in a row. After too many it is open, and rejects calls for a while."""

    def __init__(self, threshold=THRESHOLD):
        self.threshold = threshold
        self.state, self.failures, self.until = "closed", 0, 0.0
        self.path = ["closed"]

    def become(self, state):
        if state != self.state:
            self.state = state
            self.path.append(state)

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
    def __init__(self, breaker):
        self.breaker, self.fails = breaker, itertools.cycle(FAILS)
        self.ok = self.failed = 0
        self.rejected = []

    async def call(self, number):
        if not self.breaker.allows():
            print(f"A{number} rejected")
            self.rejected.append(number)
            return
        await asyncio.sleep(LATENCY)  # [6]
        ok = not next(self.fails)
        self.ok, self.failed = self.ok + ok, self.failed + (not ok)
        print(f"A{number} {'ok' if ok else 'failed'}")
        self.breaker.ended(ok)

    async def make(self, calls):
        for number in calls:
            await self.call(number)

    def text(self):
        text = f"{self.ok} ok, {self.failed} failed, {len(self.rejected)} rejected"
        if self.breaker.threshold < float("inf"):
            text += "; " + " → ".join(self.breaker.path)
        return text


async def none():
    session = Session(Breaker(threshold=float("inf")))
    await session.make(range(1, CALLS + 1))  # [1]
    return session.text()


async def breaker():
    session = Session(Breaker())
    await session.make(range(1, CALLS + 1))  # [2]
    return session.text()


async def half_open():
    session = Session(Breaker())
    await session.make(range(1, CALLS + 1))  # [3]
    if session.rejected:
        await asyncio.sleep(OPEN)  # [4]
        again, session.rejected = session.rejected, []
        await session.make(again)  # [5]
    return session.text()


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"none": timed(none), "breaker": timed(breaker), "half-open": timed(half_open)}))
