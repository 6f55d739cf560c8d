"""For a clock that jumps, the order that a real clock gives: what the lab, the player of tools/conformance and the twins' jump.py
share. It is a module by itself, which two of them load without the package."""
import asyncio
import heapq
import itertools


class Timer(asyncio.TimerHandle):
    """Timers due at once go off in the order they were set, which the heap alone does not promise: on a real clock, the later
    one is due a moment later."""

    numbers = itertools.count()

    def __init__(self, *args):
        super().__init__(*args)
        self.number = next(Timer.numbers)

    def __lt__(self, other):
        return (self._when, self.number) < (other._when, other.number)


class InOrder:
    """Has a loop set such timers."""

    def call_at(self, when, callback, *args, context=None):
        self._check_closed()
        timer = Timer(when, callback, args, self, context)
        heapq.heappush(self._scheduled, timer)
        timer._scheduled = True
        return timer


class Loop(InOrder, asyncio.SelectorEventLoop):
    """Each subclass has its clock: time, and a selector that moves the time on instead of waiting."""


class TaskGroup(asyncio.TaskGroup):
    """A group that cancels its tasks in the order they were made in."""

    def __init__(self):
        super().__init__()
        self._tasks = Ordered()


class Ordered(dict):
    """A set in the order of its making, where asyncio's has that of addresses."""

    def add(self, task):
        self[task] = None

    def discard(self, task):
        self.pop(task, None)
