"""What a suspended task waits for, read from the frames it is suspended in. Where asyncio's own code waits, a function below says
for what; a library's other code is looked through."""
import gc
import os

from . import names

_readers = {}  # by the file and the qualified name of code that waits: what reads its frame
_through = {"tasks.wait_for", "threads.to_thread", "locks.Condition.wait", "base_events.BaseEventLoop.create_connection"}
_hiding = ("async_generator_asend", "async_generator_athrow", "anext_awaitable", "coroutine_wrapper")


class Wait:
    """A wait: the reason, as engine/trace names it, what it is for, and the record's other fields."""

    def __init__(self, why, for_, **fields):
        self.why, self.for_, self.fields = why, for_, fields

    def __str__(self):
        return f"waits for {self.for_ or self.why}" + (f" at line {self.fields['line']}" if self.fields.get("line") else "")


def waits_in(*code):
    def declare(read):
        _readers.update(dict.fromkeys(code, read))
        return read

    return declare


def of(task, tracer):
    """Returns the wait of a task that is suspended."""
    own, line, reader, at = tracer.frames_above(task), 0, None, None
    for frame in frames(tracer.coroutine(task)):
        code = frame.f_code
        if names.is_own(code):
            own.append(frame)
            line, reader, at = frame.f_lineno, None, None
            continue
        known = os.path.basename(code.co_filename)[:-3] + "." + code.co_qualname
        if known in _readers and (reader is None or at in _through):
            reader, at, inner = _readers[known], known, frame
    if reader is None or task._fut_waiter is None:
        wait = future(task._fut_waiter, own, tracer)
    else:
        wait = reader(inner, own, tracer)
    if line:
        wait.fields["line"] = line
    return wait


def frames(coro):
    """Yields the frames of a coroutine and of what it awaits, outermost first."""
    while coro is not None:
        frame, awaited = names.awaiting(coro)
        if frame is None:
            awaited = _hidden(coro)
        else:
            yield frame
        coro = awaited


def _hidden(awaitable):
    """Returns what is behind an asynchronous generator's next step, which names it nowhere but in its references."""
    if type(awaitable).__name__ not in _hiding:
        return None
    for thing in gc.get_referents(awaitable):
        if hasattr(thing, "ag_frame") or hasattr(thing, "cr_frame"):
            return thing
        if type(thing).__name__ in _hiding:
            return _hidden(thing)
    return None


def future(waiter, own, tracer):
    """Returns the wait for a task, for several that are gathered, for a thread's job, or for a future of the program's."""
    if waiter is None:  # it lets the others run, as sleep(0) does
        return Wait("sleep", "", due=tracer.now())
    if hasattr(waiter, "get_coro"):
        return Wait("task", tracer.name(waiter), **_number("other", tracer.number(waiter)))
    if type(waiter).__name__ == "_GatheringFuture":
        return _several("gather", waiter._children, tracer)
    job = tracer.jobs.get(waiter)
    if job:
        return Wait("executor", job.name, other=job.number)
    return Wait("future", _called(waiter, own)[1] if own else "")


def _number(name, number):
    return {name: number} if number else {}


def _called(thing, own):
    return names.of_thing(thing, own) if own else (0, "")


def _several(why, futures, tracer):
    """Returns the wait for some of several tasks. The program may have made others of them than tasks."""
    left = [f for f in futures if not f.done()]
    texts = [tracer.name(f) or "a future" for f in left]
    text = ", ".join(texts[:4]) + (f" and {len(texts) - 4} more" if len(texts) > 4 else "")
    return Wait(why, text, others=[n for n in map(tracer.number, left[:64]) if n])


@waits_in("tasks.sleep")
def _sleep(frame, own, tracer):
    timer = frame.f_locals.get("h")
    now = tracer.now()
    return Wait("sleep", "", due=max(now, round(timer.when() * 1e9)) if timer else now)


@waits_in("tasks.wait_for")
def _wait_for(frame, own, tracer):
    awaited = frame.f_locals.get("fut")
    return _several("wait", getattr(awaited, "_children", None) or [awaited], tracer)


@waits_in("tasks._wait")
def _wait(frame, own, tracer):
    return _several("wait", sorted(frame.f_locals["fs"], key=tracer.number), tracer)


@waits_in("tasks.as_completed.<locals>._wait_for_one", "tasks._AsCompletedIterator._wait_for_one")
def _as_completed(frame, own, tracer):
    if "self" not in frame.f_locals:  # before 3.13 the frame does not know for whom it waits
        return Wait("wait", "the next of several")
    return _several("wait", sorted(frame.f_locals["self"]._todo, key=tracer.number), tracer)


@waits_in("taskgroups.TaskGroup.__aexit__", "taskgroups.TaskGroup._aexit")
def _group(frame, own, tracer):
    return _several("nursery", sorted(frame.f_locals["self"]._tasks, key=tracer.number), tracer)


def _thing(why, detail=""):
    def read(frame, own, tracer):
        number, name = _called(frame.f_locals["self"], own)
        return Wait(why, name + detail, **_number("of", number))

    return read


for _code, _why, _detail in (
    ("locks.Lock.acquire", "lock", ""),
    ("locks.Semaphore.acquire", "semaphore", ""),
    ("locks.Event.wait", "event", ""),
    ("locks.Condition.wait", "condition", ""),
    ("locks.Barrier.wait", "barrier", ""),
    ("queues.Queue.get", "queue", ": an item"),
    ("queues.Queue.put", "queue", ": room"),
    ("queues.Queue.join", "event", ": all done"),
):
    waits_in(_code)(_thing(_why, _detail))


def _stream(why, instead):
    def read(frame, own, tracer):
        end = getattr(frame.f_locals["self"]._transport, "end", None)
        return Wait(why, end.address, **end.fields()) if end else Wait("event", instead)

    return read


waits_in("streams.StreamReader._wait_for_data")(_stream("read", "data"))
waits_in("streams.FlowControlMixin._drain_helper")(_stream("write", "room to write"))


@waits_in("streams.StreamWriter.wait_closed", "base_events.Server.wait_closed", "network.Server.wait_closed")
def _closing(frame, own, tracer):
    return Wait("event", "the end of a connection")


@waits_in("base_events.BaseEventLoop.create_connection", "loop.Loop.create_connection")
def _connect(frame, own, tracer):
    variables = frame.f_locals
    return Wait("connect", f"{variables.get('host')}:{variables.get('port')}")


@waits_in("base_events.Server.serve_forever", "network.Server.serve_forever")
def _accept(frame, own, tracer):
    return Wait("accept", "clients")


@waits_in("aiohttp.TCPConnector.connect")
def _pool(frame, own, tracer):
    return Wait("semaphore", "a connection")
