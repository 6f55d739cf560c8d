"""What blocks: on the loop's thread nobody else can run meanwhile; a thread of its own waits alone."""
import queue
import threading
import time

from overlap_trace.holding import slept

from .clock import clock
from .limits import Limit


def sleep(seconds):
    """time.sleep, before overlap_trace notes who does it."""
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    clock.spend(round(seconds * 1e9))


def block(seconds, what):
    """Lets time go by for whoever runs, and for all tasks of its loop."""
    slept(what, seconds, lambda: sleep(seconds))


def _alone(what):
    raise Limit(f"A thread waits for {what}: in here threads run one after another, so it would never come.")


def _condition_wait(self, timeout=None):
    if timeout is None:
        _alone("another thread")
    clock.spend(round(timeout * 1e9))
    return False


def _queue_get(self, block=True, timeout=None):
    if self._qsize():
        return self._get()
    if block and timeout is None:
        _alone("an item that another thread puts into a queue")
    clock.spend(round((timeout or 0) * 1e9))
    raise queue.Empty


def _queue_put(self, item, block=True, timeout=None):
    if 0 < self.maxsize <= self._qsize():
        if block and timeout is None:
            _alone("room that another thread makes in a queue")
        raise queue.Full
    self._put(item)
    self.unfinished_tasks += 1


def install():
    time.sleep = sleep
    threading.Condition.wait = _condition_wait
    queue.Queue.get, queue.Queue.put = _queue_get, _queue_put
