"""Plays programs on CPython's own asyncio: a program a line in, as JSON; its log and marks a line out.

A mark says that the engine may begin to differ from this line of the log on, at the same instant, by a deviation
that RATIONALE.md names.
"""
import asyncio
import inspect
import itertools
import json
import sys

import jumping

PLAYED = 1000  # milliseconds
UNTIL = [asyncio.ALL_COMPLETED, asyncio.FIRST_COMPLETED, asyncio.FIRST_EXCEPTION]

NOTIFIED = None if hasattr(asyncio.Condition, "_notify") else "notified"  # CPython passes it on since gh-112202

# operations that wait for what one task gets and others do not
GRANTING = ("lock", "semaphore", "acquire", "put", "condition_wait", "notify", "barrier")

LEAVING = (asyncio.locks._BarrierState.DRAINING, asyncio.locks._BarrierState.RESETTING)  # tasks have yet to leave

SCOPES = ("_on_timeout", "_on_task_done", "_abort")  # the methods with which a timeout and a group cancel tasks


class Loop(jumping.Loop):
    """An event loop whose time is in milliseconds and jumps to the next timer."""

    def __init__(self):
        super().__init__()
        self.now = 0
        self.stage = None  # what its tasks play on
        self.tasks = []  # asyncio itself forgets tasks that nobody holds
        self._clock_resolution = 0.5
        self._selector.select = self.jump
        self.set_exception_handler(lambda loop, context: None)
        self.set_task_factory(Task)

    def jump(self, timeout=None):
        self.now += timeout or 0
        return []

    def time(self):
        return self.now


class Task(asyncio.Task):
    """A task that marks where its cancellation meets what the engine does otherwise on purpose. asyncio calls cancel
    for whatever cancels it: a timeout, a group, a gather, a task that awaits it."""

    does = None  # the kind of operation that it is in
    asked = None  # the future that was cancelled last, for this task
    groups = ()  # those it is in, the innermost last
    condition = None  # in which it waits
    passed = None  # the mark of its cancellation after the condition let it through
    late = None  # that mark, when such a cancellation has come

    def __init__(self, loop, coroutine, **how):
        super().__init__(coroutine, loop=loop, **how)
        self.stage = loop.stage
        loop.tasks.append(self)

    def cancel(self, msg=None):
        if not self.done() and self is not asyncio.current_task(self.get_loop()):
            self.mark_cancellation(sys._getframe(1).f_code.co_name in SCOPES)
        return super().cancel(msg)

    def mark_cancellation(self, by_scope):
        """Marks what a cancellation meets."""
        waits = self._fut_waiter
        if by_scope and (any(group._tasks for group in self.groups) or self.does == "group" and waits is not None):
            self.stage.mark("inside")
        if inspect.getcoroutinestate(self.get_coro()) == inspect.CORO_CREATED:
            if by_scope:
                self.stage.mark("unbegun")
        elif self.does in GRANTING and waits is not None and waits.done() and waits is not self.asked:
            self.mark("granted")
        elif self.passed and waits not in self.condition._waiters and self.asked not in self.condition._waiters:
            self.mark(self.passed)
        self.asked = waits

    def mark(self, deviation):
        """Marks it now, and again where the wait ends that takes the lock of a condition first."""
        self.stage.mark(deviation)
        self.late = deviation if self.condition else None


class Boom(Exception):
    pass


def name(error):
    if isinstance(error, BaseExceptionGroup):
        return "+".join(sorted(itertools.chain.from_iterable(name(e).split("+") for e in error.exceptions)))
    names = {
        type(None): "ok", Boom: "boom", asyncio.CancelledError: "cancelled", TimeoutError: "timeout",
        asyncio.QueueFull: "full", asyncio.QueueEmpty: "empty", asyncio.InvalidStateError: "invalid",
        asyncio.BrokenBarrierError: "broken",
    }
    return names.get(type(error)) or "error %r" % error


class Stage:
    """What the tasks of one program share, and what they log."""

    def __init__(self, program):
        self.loop = asyncio.get_running_loop()
        self.log, self.marks = [], []
        self.closing = False
        self.locks = [asyncio.Lock(), asyncio.Lock()]
        self.conditions = [asyncio.Condition(lock) for lock in self.locks]
        self.semaphores = [asyncio.Semaphore(n) for n in program["semaphores"]]
        self.events = [asyncio.Event(), asyncio.Event()]
        self.queues = [asyncio.Queue(n) for n in program["queues"]]
        self.getting, self.putting = [0, 0], [0, 0]  # calls that wait or were woken
        self.barriers = [asyncio.Barrier(n) for n in program["barriers"]]
        self.futures = [self.loop.create_future(), self.loop.create_future()]
        self.loop.stage = self
        self.tasks = [self.start(task) for task in program["tasks"]]

    def mark(self, deviation):
        self.marks.append({"deviation": deviation, "at": self.loop.now, "line": len(self.log)})

    def note(self, task, *text):
        self.log.append({"at": self.loop.now, "task": task["name"], "text": " ".join(t for t in text if t)})

    def start(self, task):
        return self.loop.create_task(self.coroutine(task), name=task["name"])

    async def coroutine(self, task):
        self.note(task, "begins")
        try:
            await self.run(task, task.get("ops", []))
        except BaseException as error:
            self.end(task, error)
            raise
        self.end(task, None)

    def end(self, task, error):
        """Notes a task's end, and marks one of which an awaiting task hears before who gathers, waits or shields."""
        self.note(task, "ends", name(error))
        me = asyncio.current_task()
        awaits = ["task_wakeup" in repr(call) for call, _ in me._callbacks or ()]
        if me.get_name() == task["name"] and awaits != sorted(awaits): self.mark("ahead")

    async def run(self, task, ops):
        for op in ops:
            said = error = None
            me = asyncio.current_task()
            outer, me.does = me.does, op["kind"]
            try:
                said = await self.do(task, op)
            except (Exception, asyncio.CancelledError, BaseExceptionGroup) as e:
                error = e
            me.does = outer
            self.note(task, op["kind"], said, name(error))
            if error and not task.get("goes_on") or self.closing:
                raise error or asyncio.CancelledError

    async def body(self, task, op):
        self.note(task, op["kind"], "in")
        await self.run(task, op.get("body", []))

    async def do(self, task, op):
        kind, of, n = op["kind"], op["of"], op["n"]
        limit = None if n < 0 else n
        calls = [self.coroutine(k) for k in op.get("tasks", [])] if kind in ("call", "gather", "gather_settled") else []
        match kind:
            case "sleep": await asyncio.sleep(n)
            case "fail": raise Boom
            case "lock":
                async with self.locks[of]: await self.body(task, op)
            case "semaphore":
                async with self.semaphores[of]: await self.body(task, op)
            case "acquire": await self.semaphores[of].acquire()
            case "release": self.semaphores[of].release()
            case "event_wait": await self.events[of].wait()
            case "event_set": self.events[of].set()
            case "event_clear": self.events[of].clear()
            case "put" | "put_nowait" | "get" | "get_nowait" | "task_done" | "join": return await self.queue(kind, of, n)
            case "condition_wait":
                async with self.locks[of]:
                    self.note(task, "condition_wait in")
                    await self.under(self.conditions[of], NOTIFIED, self.conditions[of].wait())
            case "notify":
                async with self.locks[of]:
                    self.note(task, "notify in")
                    self.conditions[of].notify(n)
            case "barrier":
                if any(waits.cancelled() for waits in self.barriers[of]._cond._waiters): self.mark("left")
                if self.barriers[of]._state in LEAVING: self.mark("leaving")
                await self.under(self.barriers[of]._cond, "granted", self.barriers[of].wait())
            case "reset":
                if self.barriers[of]._state in LEAVING: self.mark("leaving")
                await self.barriers[of].reset()
            case "future": return str(await self.futures[of])
            case "set_result": self.futures[of].set_result(n)
            case "cancel_future": return str(self.futures[of].cancel()).lower()
            case "create_task": self.start(op["tasks"][0])
            case "call": await calls[0]
            case "await": await self.tasks[of]
            case "shield": await asyncio.shield(self.tasks[of])
            case "cancel": return str(self.tasks[of].cancel()).lower()
            case "gather": await asyncio.gather(*calls)
            case "gather_settled": return " ".join(map(name_of_result, await asyncio.gather(*calls, return_exceptions=True)))
            case "wait":
                started = [self.start(k) for k in op["tasks"]]
                done, _ = await asyncio.wait(started, timeout=limit, return_when=UNTIL[of])
                return " ".join(k.get_name() for k in started if k in done)
            case "as_completed": await self.as_completed(task, [self.start(k) for k in op["tasks"]], limit)
            case "timeout":
                await self.timeout(task, op, limit)
            case "group":
                await self.group(task, op)
            case _: raise AssertionError(kind)

    async def timeout(self, task, op, limit):
        pending = asyncio.current_task()._must_cancel
        try:
            async with asyncio.timeout(limit) as block: await self.body(task, op)
        finally:
            if pending and block.expired(): self.mark("earlier")

    async def group(self, task, op):
        me = asyncio.current_task()
        me.groups += (group := jumping.TaskGroup(),)
        before, cut = me.cancelling() - me._must_cancel, False
        try:
            async with group:
                for k in op["tasks"]: group.create_task(self.coroutine(k), name=k["name"])
                try:
                    await self.body(task, op)
                except asyncio.CancelledError:
                    cut = not group._parent_cancel_requested
                    raise
        except BaseExceptionGroup:
            if cut or me.cancelling() > before: self.mark("both")
            raise
        finally:
            me.groups = me.groups[:-1]

    async def under(self, condition, passed, wait):
        """Waits for what takes the lock of a condition again before it returns."""
        me = asyncio.current_task()
        me.condition, me.passed = condition, passed
        try:
            await wait
        finally:
            if me.late: self.mark(me.late)
            me.condition = me.passed = me.late = None

    async def as_completed(self, task, started, limit):
        me = asyncio.current_task()
        before = me.cancelling() - me._must_cancel
        for next_one in asyncio.as_completed(started, timeout=limit):
            try:
                await next_one
                self.note(task, "completed ok")
            except (Exception, asyncio.CancelledError, BaseExceptionGroup) as error:
                mine = isinstance(error, asyncio.CancelledError) and me.cancelling() > before
                late = isinstance(error, TimeoutError) and not any(k.done() and not k.cancelled() and k.exception() is error for k in started)
                if mine or late: raise
                self.note(task, "completed", name(error))

    async def queue(self, kind, of, n):
        """Does an operation of a queue, and marks where it meets a task that was woken and has not run: the engine
        has handed over by then."""
        queue = self.queues[of]
        served = self.getting[of] > len(queue._getters)  # a getter is about to take an item
        filled = self.putting[of] > len(queue._putters)  # a putter is about to put one
        gets, puts = kind.startswith("get"), kind.startswith("put")
        if served and (gets or puts and queue.full()) or \
                filled and (gets and queue.empty() or puts and not queue.full() or kind in ("task_done", "join")):
            self.mark("handed")
        waiting = self.getting if gets else self.putting
        match kind:
            case "put_nowait": queue.put_nowait(n)
            case "get_nowait": return str(queue.get_nowait())
            case "join": await queue.join()
            case "task_done":
                try:
                    queue.task_done()
                except ValueError:
                    return "too often"
            case _:
                waits = queue.empty() if gets else queue.full()
                waiting[of] += waits
                try:
                    return str(await queue.get()) if gets else await queue.put(n)
                finally:
                    waiting[of] -= waits


def name_of_result(result):
    return name(result if isinstance(result, BaseException) else None)


kept = []


async def play(program):
    stage = Stage(program)
    await asyncio.sleep(PLAYED)
    answer = {"log": list(stage.log), "marks": list(stage.marks)}
    stage.closing = True
    for _ in range(30):
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.sleep(1)  # a condition that is cancelled in every turn never gets its lock back
    kept.extend(left)  # tasks that want each other's lock back; the collector would end them inside another program
    return answer


def main():
    for line in sys.stdin:
        loop = Loop()
        try:
            answer = loop.run_until_complete(play(json.loads(line)))
        finally:
            loop.close()
        print(json.dumps(answer), flush=True)


main()
