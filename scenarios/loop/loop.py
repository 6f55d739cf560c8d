"""An event loop by hand, over generators: one that polls, and one that sleeps until the next timer."""
import heapq
import itertools
import json
import time
from collections import deque

TASKS = {"slow": 0.3, "fast": 0.1, "middle": 0.2}  # seconds each sleeps
TIMER = 0.15


class EventLoop:
    def __init__(self, idle):
        self.ready = deque()  # to be called now, in this order
        self.timers = []  # to be called later, soonest first
        self.idle = idle
        self.polls = 0
        self.order = []
        self.number = itertools.count()  # timers due at once go off in the order they were set

    def call_at(self, due, call):
        heapq.heappush(self.timers, (due, next(self.number), call))

    def step(self, task):
        delay = next(task, None)
        if delay is not None:
            self.call_at(time.monotonic() + delay, lambda: self.step(task))

    def run(self):
        while self.ready or self.timers:
            if not self.ready:
                self.idle(self, self.timers[0][0])
            while self.timers and self.timers[0][0] <= time.monotonic():
                self.ready.append(heapq.heappop(self.timers)[2])
            for _ in range(len(self.ready)):
                self.ready.popleft()()  # [3]


def polling(loop, due):
    while time.monotonic() < due:
        loop.polls += 1  # [1]


def sleeping(loop, due):
    loop.polls += 1
    time.sleep(max(0, due - time.monotonic()))  # [2]


def sleeper(loop, name, delay):
    print("start", name)
    yield delay  # [4]
    print("resume", name)
    loop.order.append(name)


def program(idle):
    loop = EventLoop(idle)
    loop.call_at(time.monotonic() + TIMER, lambda: loop.order.append("timer"))
    for name, delay in TASKS.items():
        task = sleeper(loop, name, delay)
        loop.ready.append(lambda task=task: loop.step(task))
    loop.run()
    print("polls:", loop.polls)
    return ", ".join(loop.order)


def timed(idle):
    start = time.perf_counter()
    result = program(idle)
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"polling": timed(polling), "sleeping": timed(sleeping)}))
