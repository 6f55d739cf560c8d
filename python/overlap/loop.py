"""asyncio's event loop on virtual time: its selector moves the clock to the next timer instead of waiting."""
import asyncio
import itertools
import json
import random
import sys
import types
from asyncio import base_events, events

from overlap_trace import frames, record
from overlap_trace.waits import WAITING, held, tasks

from . import network, threads
from .clock import clock
from .jumping import InOrder, Timer
from .limits import MAX_RECORDS, MAX_SECONDS, Deadlock, Limit
from .recording import recording

MOST_NAMED = 8  # of the tasks that are stuck


class Task(asyncio.Task):
    """asyncio's Task with its number for a hash, so that sets of tasks have the same order in each run."""

    numbers = itertools.count(1)

    def __init__(self, *args, **options):
        self._number = next(Task.numbers)
        super().__init__(*args, **options)

    def __hash__(self):
        return self._number


class Selector:
    """Waits for nothing: there are no files, and bytes in memory arrive by callbacks."""

    def __init__(self, loop):
        self.loop = loop

    def select(self, timeout):
        if recording.full:
            recording.close()
            raise Limit(f"The program did more than {MAX_RECORDS:,} things that a timeline shows: it may never end.")
        if clock.ns > MAX_SECONDS * 10**9:
            recording.close()
            raise Limit(f"More than {MAX_SECONDS:,} seconds went by in the program: it may never end.")
        if timeout is None:
            text, line = stuck(self.loop)
            record.finding("deadlock", text, "", 0)
            recording.close()
            raise Deadlock(text, line)
        if timeout > 0:
            clock.advance(round(self.loop._scheduled[0]._when * 1e9))
        else:
            clock.look()
        return ()

    def close(self):
        pass


class Loop(InOrder, base_events.BaseEventLoop):
    """What asyncio.run makes while a program runs in here."""

    def __init__(self, selector=None):
        super().__init__()
        self._selector = Selector(self)
        self._clock_resolution = 1e-9
        self.slow_callback_duration = float("inf")  # asyncio's debugging compares it with the machine's time
        self._signals = {}

    def time(self):
        asker = sys._getframe(1).f_code
        return (clock.look() if frames.kind(asker) is frames.USER else clock.ns) / 1e9

    def call_at(self, when, callback, *args, context=None):
        return super().call_at(round(when, 9), callback, *args, context=context)

    def create_task(self, coro, **options):
        if self._task_factory is None:
            self._task_factory = _make
            try:
                return super().create_task(coro, **options)
            finally:
                self._task_factory = None
        return super().create_task(coro, **options)

    def _process_events(self, _):
        pass

    def _write_to_self(self):
        pass

    def add_signal_handler(self, signal, callback, *args):
        self._signals[signal] = callback

    def remove_signal_handler(self, signal):
        return self._signals.pop(signal, None) is not None

    def run_in_executor(self, executor, function, *args):
        return threads.in_executor(self, executor, function, args)

    async def shutdown_default_executor(self, timeout=None):
        self._executor_shutdown_called = True

    async def getaddrinfo(self, host, port, **_):
        return [(2, 1, 6, "", (network.address(host), port))]

    async def create_connection(self, factory, host=None, port=None, **_):
        return await network.network.connect(self, factory, host, int(port))

    async def create_server(self, factory, host=None, port=None, *, start_serving=True, **_):
        return network.network.listen(self, factory, host, int(port or 0), start_serving)

    async def sock_connect(self, *_):
        raise NotImplementedError("sockets without streams are not modelled")

    async def subprocess_exec(self, *_, **__):
        raise NotImplementedError("processes are not modelled")

    subprocess_shell = subprocess_exec


def _make(loop, coro, **options):
    return Task(coro, loop=loop, **options)


def stuck(loop):
    """Returns who waits for whom when nothing can happen any more, and the line at which the last of them waits."""
    entries = (tasks.get(id(task)) for task in asyncio.all_tasks(loop))
    waiting = sorted((e for e in entries if e and e.state == WAITING), key=lambda e: e.number)
    if waiting and all(e.why.startswith('"accept"') for e in waiting):
        return "The servers wait for clients, and nobody is left to connect.", 0
    texts = [_wait(e) for e in waiting[:MOST_NAMED]]
    if len(waiting) > MOST_NAMED:
        texts.append(f"{len(waiting) - MOST_NAMED} more wait")
    places = [json.loads('{"line":0' + e.place + "}") for e in waiting]
    lines = [place["line"] for place in places if place["line"] and "file" not in place]
    return "Nothing can happen any more: " + "; ".join(texts) + ".", lines[-1] if lines else 0


def _wait(entry):
    """Returns what a task waits for, where, and who holds it."""
    wait = json.loads('{"why":' + entry.why + entry.place + "}")
    text = f"{_title(entry)} waits for {wait.get('for') or wait['why']}"
    if wait.get("line"):
        text += f" at line {wait['line']}"
    holder = next((number for number, lock in held.values() if wait["why"] == "lock" and lock == wait["of"]), 0)
    if holder:
        text += ", held by " + next((_title(e) for e in tasks.values() if e and e.number == holder), "a task that has ended")
    return text


def _title(entry):
    """Returns a task's name, with its number in the trace where another task has the same name."""
    same = any(e is not entry and e.name == entry.name for e in tasks.values() if e)
    return f"{entry.name} (task {entry.number})" if same else entry.name


def install():
    """Makes Loop the loop that asyncio makes, whatever the program calls it by."""
    before = sys.version_info < (3, 14)
    base = asyncio.DefaultEventLoopPolicy if before else events._BaseDefaultEventLoopPolicy
    policy = type("Policy", (base,), {"_loop_factory": Loop})
    (asyncio.set_event_loop_policy if before else events._set_event_loop_policy)(policy())
    asyncio.SelectorEventLoop = Loop
    if hasattr(asyncio, "EventLoop"):
        asyncio.EventLoop = Loop
    uvloop = types.ModuleType("uvloop")
    uvloop.install, uvloop.run, uvloop.new_event_loop, uvloop.Loop = lambda: None, asyncio.run, Loop, Loop
    uvloop.EventLoopPolicy = policy
    sys.modules["uvloop"] = uvloop


def reset(seed):
    Task.numbers, Timer.numbers = itertools.count(1), itertools.count()
    asyncio.tasks._task_name_counter = itertools.count(1).__next__
    asyncio.set_event_loop(None)
    random.seed(seed)
