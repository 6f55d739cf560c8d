"""What blocks: on the loop's thread nobody else can run meanwhile; a thread of its own waits alone."""
import _thread
import os
import queue
import select
import signal
import socket
import subprocess
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


class Lock:
    """What a program gets for a threading.Lock: whoever would wait for it would wait for ever."""

    def __init__(self):
        self._lock = _thread.allocate_lock()
        self.release, self.locked = self._lock.release, self._lock.locked

    def acquire(self, blocking=True, timeout=-1):
        if self._lock.acquire(False):
            return True
        if blocking and timeout < 0:
            _alone("a lock that is held")
        clock.spend(round(max(timeout, 0) * 1e9) if blocking else 0)
        return False

    def __enter__(self):
        return self.acquire()

    def __exit__(self, *_):
        self.release()


# What waits for somebody outside of the program, by the modules that have it: in here nobody is outside, and the wait would be real.
OUTSIDE = {
    socket.socket: (["__init__"], "sockets are not modelled: use asyncio.open_connection and asyncio.start_server"),
    subprocess.Popen: (["__init__"], "processes are not modelled"),
    os: (["fork", "system", "posix_spawn", "wait", "waitpid"], "processes are not modelled"),
    select: (["select", "poll", "epoll"], "waiting for files is not modelled"),
    signal: (["pause", "sigwait", "sigwaitinfo", "sigtimedwait"], "signals are not modelled"),
}


def _refused(text):
    def refuse(*_, **__):
        raise NotImplementedError(text)

    return refuse


def install():
    time.sleep = sleep
    threading.Lock = Lock
    for owner, (names, text) in OUTSIDE.items():
        for name in filter(lambda name: hasattr(owner, name), names):
            setattr(owner, name, _refused(text))
    threading.Condition.wait = _condition_wait
    queue.Queue.get, queue.Queue.put = _queue_get, _queue_put
