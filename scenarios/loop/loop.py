"""An event loop by hand, over generators: one that polls, and one that sleeps until the next timer."""
import heapq
import itertools
import time
from collections import deque

TASKS = {"slow": 0.3, "fast": 0.1, "middle": 0.2}  # seconds each sleeps
TIMER = 0.15
POLL = 0.000001  # a look at the clock


class EventLoop:
    def __init__(self, idle):
        self.ready = deque()  # to be called now, in this order
        self.timers = []  # to be called later, soonest first
        self.idle = idle
        self.polls = 0
        self.order = []
        self.number = itertools.count()  # timers due at once go off in the order they were set

    def tell(self, line, name):
        print(line)
        self.order.append(name)

    def call_at(self, due, call):
        heapq.heappush(self.timers, (due, next(self.number), call))

    def step(self, task):
        delay = next(task, None)
        if delay is not None:
            self.call_at(time.monotonic() + delay, lambda: self.step(task))

    def run(self):
        while self.ready or self.timers:
            if not self.ready and time.monotonic() < self.timers[0][0]:
                self.idle(self, self.timers[0][0])
            while self.timers and self.timers[0][0] <= time.monotonic():
                self.ready.append(heapq.heappop(self.timers)[2])
            for _ in range(len(self.ready)):
                self.ready.popleft()()  # [3]


def polling(loop, due):
    while time.monotonic() < due:
        loop.polls += 1
        time.sleep(POLL)  # [1]


def sleeping(loop, due):
    loop.polls += 1
    time.sleep(due - time.monotonic())  # [2]


def sleeper(loop, name, delay):
    print("start", name)
    yield delay  # [4]
    loop.tell("resume " + name, name)


def program(idle):
    loop = EventLoop(idle)
    loop.call_at(time.monotonic() + TIMER, lambda: loop.tell("timer", "timer"))
    for name, delay in TASKS.items():
        task = sleeper(loop, name, delay)
        loop.ready.append(lambda task=task: loop.step(task))
    loop.run()
    print(f"looks at the clock: {loop.polls:,}")
    return ", ".join(loop.order)


variants = {"polling": lambda: program(polling), "sleeping": lambda: program(sleeping)}


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
