"""Runs a twin once for each query, with the model's random numbers, and unless told otherwise on a clock that jumps.

    jump.py [-real] [-single] TWIN QUERY...

A line with the query comes before each run, and a line with a star before each variant: what comes between the object
of a variant and the next star was printed by tasks that were cancelled at the variant's end. On the clock that jumps,
sockets on loopback are real: what was sent has arrived when the next turn begins, so that time passes only when there is
nothing to read. With -single random.random() returns what the model's Float32 draws, otherwise what its Float64 draws.
"""
import asyncio
import importlib.util
import itertools
import os
import random
import runpy
import selectors
import sys
import time

spec = importlib.util.spec_from_file_location("jumping", os.path.join(os.path.dirname(__file__), "../../../python/overlap/jumping.py"))
jumping = importlib.util.module_from_spec(spec)
spec.loader.exec_module(jumping)


class Instant(float):
    """Seconds of which sums and differences are whole nanoseconds, so that 0.1 + 0.2 meets 0.3."""

    def __add__(self, seconds):
        return Instant(round(float(self) + seconds, 9))

    __radd__ = __add__

    def __sub__(self, seconds):
        return Instant(round(float(self) - seconds, 9))


class Clock:
    now = 0  # nanoseconds

    def time(self):
        return Instant(self.now / 1e9)

    def advance(self, seconds):
        self.now += max(0, round(seconds * 1e9))


class Selector(selectors.DefaultSelector):
    def select(self, timeout=None):
        events = super().select(0)
        if not events and timeout is None:
            raise NotImplementedError("it goes on when a timer of the kernel does, which tries a dropped connection again or acknowledges")
        if not events:
            clock.advance(timeout)
        return events


class Loop(jumping.Loop):
    def __init__(self):
        super().__init__(Selector())
        self._clock_resolution = 1e-9
        self.tasks = []

    def create_task(self, *args, **named):
        self.tasks.append(super().create_task(*args, **named))
        return self.tasks[-1]

    def time(self):
        return clock.time()

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(round(when, 9), callback, *args, context=context)


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        return Loop()


class Luck:
    """Go's math/rand/v2 PCG, seeded as the model seeds it."""
    factor = 2549297995355413924 << 64 | 4865540595714422341
    step = 6364136223846793005 << 64 | 1442695040888963407

    def __init__(self, seed, single):
        self.state, self.single = seed << 64 | 0x6f7665726c6170, single

    def uint64(self):
        self.state = (self.state * self.factor + self.step) % 2**128
        hi, lo = self.state >> 64, self.state % 2**64
        hi ^= hi >> 32
        hi = hi * 0xda942042e4dd58b5 % 2**64
        hi ^= hi >> 48
        return hi * (lo | 1) % 2**64

    def random(self):
        if self.single:
            return (self.uint64() >> 32) % 2**24 / 2**24
        return self.uint64() % 2**53 / 2**53

    def uniform(self, low, high):
        """As low + Int64N(high - low + 1) in nanoseconds."""
        n = round((high - low) * 1e9) + 1
        if n & (n - 1) == 0:
            return low + (self.uint64() & (n - 1)) / 1e9
        product = self.uint64() * n
        if product % 2**64 < n:
            while product % 2**64 < 2**64 % n:
                product = self.uint64() * n
        return low + (product >> 64) / 1e9


def main():
    flags = list(itertools.takewhile(lambda arg: arg.startswith("-"), sys.argv[1:]))
    twin, *queries = sys.argv[1 + len(flags):]
    run = asyncio.run

    def run_with_luck(main):  # each variant has the same
        luck = Luck(0, "-single" in flags)
        random.random, random.uniform = luck.random, luck.uniform
        print("*", flush=True)
        return run(main)

    asyncio.run = run_with_luck
    if "-real" not in flags:
        sys.modules["trio"] = None  # its clock does not jump
        asyncio.TaskGroup = jumping.TaskGroup
        asyncio.tasks.all_tasks = lambda loop: [task for task in loop.tasks if not task.done()]
        asyncio.set_event_loop_policy(Policy())
        time.time = time.monotonic = time.perf_counter = clock.time
        time.sleep = clock.advance
    for query in queries:
        print("?" + query, flush=True)
        sys.argv = [twin, query]
        runpy.run_path(twin, run_name="__main__")


clock = Clock()
if __name__ == "__main__":
    main()
