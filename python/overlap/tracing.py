"""Records what asyncio's tasks do. Three functions of the layer of asyncio that is always Python are wrapped, and none of a Task:

  BaseEventLoop.create_task  who made which task, and where
  Handle._run                each step of each task begins and ends here; where it stands then, the task itself says
  BaseEventLoop._call_soon   a step is queued: who made whom ready, and who was cancelled

Lock.acquire and release are wrapped as well, because a lock does not know its holder."""
from asyncio import base_events, events, locks, tasks

from . import names
from .recorder import recorder
from .tracer import tracer

TASKS = (tasks.Task, tasks._PyTask)
STEPS = {"task_wakeup", "task_step", "__step", "__wakeup", "TaskStepMethWrapper", "TaskWakeupMethWrapper"}
CLEANING = {"shutdown_asyncgens", "shutdown_default_executor", "_cancel_all_tasks"}  # asyncio.run's own tasks, which nobody asked for


def stepped(handle):
    """Returns the task that a handle runs a step of, None for other callbacks."""
    callback = handle._callback if isinstance(handle, events.Handle) else handle
    task = getattr(callback, "__self__", None)
    return task if isinstance(task, TASKS) and getattr(callback, "__name__", "task_step") in STEPS else None


def install():
    """Wraps asyncio, once for an interpreter."""
    events.Handle._run = _run(events.Handle._run)
    base_events.BaseEventLoop._call_soon = _call_soon(base_events.BaseEventLoop._call_soon)
    base_events.BaseEventLoop.create_task = _create_task(base_events.BaseEventLoop.create_task)
    if hasattr(tasks, "_set_task_name"):  # before 3.13 a task gets its name when it has been made
        tasks._set_task_name = _set_task_name(tasks._set_task_name)
    locks.Lock.acquire = _acquire(locks.Lock.acquire)
    locks.Lock.release = _release(locks.Lock.release)


def _run(real):
    def _run(self):
        task = stepped(self)
        if task is None:
            return _run_callback(self, real)
        known = tracer.of(task)
        if known is None:
            return real(self)  # asyncio's own
        tracer.begin(known)
        before, recorder.current = recorder.current, known.number
        try:
            return real(self)
        finally:
            recorder.current = before
            tracer.stop(task, known)

    return _run


def _run_callback(self, real):
    """Runs what is no step. When it tells of a task's end, what it makes ready was woken by that task."""
    before = recorder.waker
    if self._args and isinstance(self._args[0], TASKS):
        recorder.waker = tracer.ended.get(id(self._args[0]), 0)
    try:
        return real(self)
    finally:
        recorder.waker = before


def _call_soon(real):
    def _call_soon(self, callback, *args):
        task = stepped(callback)
        if task is not None:
            tracer.wake(task)
        return real(self, callback, *args)

    return _call_soon


def _create_task(real):
    def create_task(self, coro, **options):
        factory = getattr(self, "_task_factory", None)
        if options.get("eager_start") or "eager_task_factory" in getattr(factory, "__qualname__", ""):
            return _eager(real, self, coro, options)
        task = real(self, coro, **options)
        if getattr(getattr(coro, "cr_code", None), "co_name", "") in CLEANING and not names.is_own(coro.cr_code):
            tracer.known[id(task)] = None
        elif isinstance(task, TASKS):
            known = tracer.make(names.of_task(task, coro))
            tracer.add(task, known)
            known.inner = coro if task.get_coro() is not coro else None
        return task

    return create_task


def _set_task_name(real):
    def _set_task_name(task, name):
        real(task, name)
        known = tracer.known.get(id(task))
        if name is not None and known is not None:
            recorder.rename(known.number, known.name, task.get_name())
            known.name = task.get_name()

    return _set_task_name


def _eager(real, loop, coro, options):
    """Makes a task that runs at once, inside its maker's step: the maker is shown as waiting for it meanwhile."""
    maker, line, running = recorder.current, names.line_here(), tracer.running
    known = tracer.make(options.get("name") or names.of_coroutine(coro))
    if maker:
        recorder.record("waiting", maker, why="task", for_=known.name, other=known.number, line=line)
    tracer.begin(known)
    recorder.current = known.number
    try:
        task = real(loop, coro, **options)
    finally:
        recorder.current = maker
    tracer.add(task, known)
    tracer.stop(task, known)
    tracer.running = running
    if maker:
        recorder.record("ready", maker, by=known.number if task.done() else 0)
        recorder.record("running", maker)
    return task


def _acquire(real):
    async def acquire(self):
        result = await real(self)
        number, name = names.of_thing(self, tracer.frames_here())
        tracer.holders[number] = recorder.current
        recorder.record("acquired", recorder.current, name=name, resource=number)
        return result

    acquire.__qualname__ = real.__qualname__
    return acquire


def _release(real):
    def release(self):
        number, _ = names.of_thing(self, ())
        holder = tracer.holders.pop(number, None)
        if holder is not None:
            recorder.record("released", holder, resource=number)
        return real(self)

    return release
