"""Follows tasks: made, ready, running, waiting, ended, cancelled."""
from _thread import get_ident
from asyncio import base_events, events, futures, tasks as asyncio_tasks
from weakref import ref

from . import frames, hidden, record
from .record import buffer, clock, current, emit, finding, now, quote, state
from .waits import READY, RUNNING, WAITING, Entry, describe, held, tasks

HELD = 50_000_000  # nanoseconds for which a callback may keep the loop without a word

TASK = tuple({asyncio_tasks.Task, getattr(asyncio_tasks, '_PyTask', asyncio_tasks.Task)})
TIMER = futures._set_result_unless_cancelled  # the callback of a sleep's timer: it wakes a task, and no more
STEPS = frozenset(('', 'task_wakeup', 'task_step', '__step', '__wakeup'))  # names of the callbacks that go on with a task

_ended = {}          # by id: the numbers of tasks that have just ended, whose callbacks are still to come
_main = [None]       # the thread of the first loop; tasks of others have threads of their own
_inside = ('shutdown_asyncgens', 'shutdown_default_executor', '_cancel_all_tasks')


def forget():
    _ended.clear()
    _main[0] = None


record.forgets.append(forget)


def is_own(coro):
    """Reports whether a coroutine is of asyncio's own end of a run."""
    code = getattr(coro, 'cr_code', None)
    return code is not None and code.co_name in _inside and frames.kind(code) is not frames.USER


def follow(coro, name, parent, place, loop):
    """Records that a task is made."""
    name = frames.called(coro) if name is None else str(name)
    entry = Entry(record.made(name, parent, place), name)
    thread = getattr(loop, '_thread_id', None) or get_ident()
    if _main[0] is None:
        _main[0] = thread
    if thread != _main[0]:
        emit('{"at":%d,"kind":"thread","task":%d}' % (state.last, entry.number))
    return entry


def left(task, entry):
    """Records where a task stands after a step."""
    future = task._fut_waiter
    if future is not None:
        t = now()
        try:
            why, chain, inside = describe(task, future, entry, t)
            if len(chain) > 1 or entry.chain:
                _label(entry, chain, inside, t)
        except Exception as error:
            why = '"event","for":' + quote('something: %r' % error)
        emit(f'{{"at":{t},"kind":"waiting","task":{entry.number},"why":{why}{entry.place}}}')
        entry.state, entry.cancels = WAITING, task.cancelling()
    elif task.done():
        _end(task, entry)
    else:
        t = now()
        entry.due = t
        emit('{"at":%d,"kind":"waiting","task":%d,"why":"sleep","for":"","due":%d%s}' % (t, entry.number, t, entry.place))
        entry.state = WAITING


def _label(entry, chain, inside, t):
    """Records which coroutines a task awaits, one within another, where these are others than before."""
    before, common = entry.chain, 0
    while common < min(len(before), len(chain) - 1):
        c, line = before[common]
        if c() is not chain[common + 1] or line != inside[common].f_lineno:
            break
        common += 1
    if common < len(before):  # these have returned
        label = frames.called(chain[common]) if common else ''
        emit('{"at":%d,"kind":"labelled","task":%d,"label":%s,"depth":%d}' % (t, entry.number, quote(label), common))
    after = list(before[:common])
    for depth in range(common + 1, len(chain)):
        c, line = chain[depth], inside[depth - 1].f_lineno
        try:
            after.append((ref(c), line))
        except TypeError:
            after.append((_gone, line))
        emit('{"at":%d,"kind":"labelled","task":%d,"label":%s,"depth":%d%s}' % (
            t, entry.number, quote(frames.called(c)), depth, frames.place(inside[depth - 1].f_code, line)))
    entry.chain = after


def _gone():
    """Stands for a reference to what knows none."""


def _end(task, entry):
    for lock, (number, _, resource) in list(held.items()) if held else ():
        if number == entry.number:  # it leaves a lock behind, which others may release
            del held[lock]
            emit('{"at":%d,"kind":"released","task":%d,"resource":%d}' % (now(), number, resource))
    t = now()
    if task.cancelled():
        emit('{"at":%d,"kind":"cancelled","task":%d,"cause":%s}' % (t, entry.number, quote(str(getattr(task, '_cancel_message', None) or ''))))
    else:
        error = task._exception
        if error is None:
            emit('{"at":%d,"kind":"done","task":%d}' % (t, entry.number))
        else:
            emit('{"at":%d,"kind":"failed","task":%d,"error":%s}' % (t, entry.number, quote(said(error))))
    tasks.pop(id(task), None)
    _ended[id(task)] = entry.number
    if len(_ended) > 4096:
        _ended.clear()


def said(error):
    """Returns an error as Python prints it, which programs may make impossible."""
    try:
        text = str(error)
    except Exception:
        text = ''
    return type(error).__name__ + (': ' + text if text else '')


def pause(number, why):
    """Records that a task stands still while another runs within it."""
    if number:
        emit('{"at":%d,"kind":"waiting","task":%d,"why":"task","for":%s%s}' % (now(), number, quote(why), frames.caller(3)))


def resume(number):
    if number:
        emit('{"at":%d,"kind":"ready","task":%d,"by":0}' % (now(), number))
        emit('{"at":%d,"kind":"running","task":%d}' % (now(), number))


def patch():
    Loop, Handle = base_events.BaseEventLoop, events.Handle
    run, create, soon, once = Handle._run, Loop.create_task, Loop._call_soon, Loop._run_once

    def _run(self):
        callback = self._callback
        if callback is TIMER:
            return run(self)
        task = getattr(callback, '__self__', None)
        if not isinstance(task, TASK) or getattr(callback, '__name__', '') not in STEPS:
            return call(self, callback)
        entry = tasks.get(id(task), 0)
        if not entry:
            if entry is None:
                try:
                    return run(self)
                finally:
                    if task.done():
                        tasks.pop(id(task), None)
                    self = callback = task = None
            entry = tasks[id(task)] = follow(task.get_coro(), None, 0, '', None)  # made by hand, without a loop's help
        thread = current.thread
        outer = thread.task
        if outer:
            pause(outer, 'a loop within')
        t = now()
        if entry.state == WAITING and t < (entry.due or t + 1):  # otherwise the record of its sleep says when it is ready
            emit(f'{{"at":{t},"kind":"ready","task":{entry.number},"by":0}}')
        buffer.append(f'{{"at":{t},"kind":"running","task":{entry.number}{entry.place}}}')
        thread.task = entry.number
        entry.state = RUNNING
        try:
            run(self)
        finally:
            thread.task = outer
            left(task, entry)
            self = callback = task = None  # an error's traceback keeps this frame, which must not keep the task
            if outer:
                resume(outer)

    def call(self, callback):
        """Calls what is no step of a task."""
        thread, args = current.thread, self._args
        before = thread.by
        if args and isinstance(args[0], TASK):  # it is told of the task's end, and whom it wakes the task has woken
            thread.by = _ended.get(id(args[0]), 0)
        began = clock()
        try:
            return run(self)
        finally:
            thread.by = before
            took = clock() - began
            if took > HELD and not thread.task:
                _held(callback, took)
            self = callback = args = None

    def _call_soon(self, callback, args, context, *more):
        task = getattr(callback, '__self__', None)
        if isinstance(task, TASK) and getattr(callback, '__name__', '') in STEPS:
            entry = tasks.get(id(task))
            if entry is not None and entry.state == WAITING:
                thread = current.thread
                by = thread.task or thread.by
                cancels = task.cancelling()
                if cancels > entry.cancels:
                    entry.cancels = cancels
                    emit('{"at":%d,"kind":"cancel","task":%d,"cause":%s,"by":%d}' % (now(), entry.number, quote(str(getattr(task, '_cancel_message', None) or '')), by))
                    entry.due = 0
                if not entry.due or by:
                    emit('{"at":%d,"kind":"ready","task":%d,"by":%d}' % (now(), entry.number, by))
                    entry.state = READY
        handle = soon(self, callback, args, context, *more)
        if self._debug:
            hidden.trim(handle._source_traceback)
        return handle

    def create_task(self, coro, **options):
        place = frames.caller()
        factory = getattr(self, '_task_factory', None)
        if options.get('eager_start') or 'eager_task_factory' in getattr(factory, '__qualname__', ''):
            return eager(self, coro, options, place)
        task = create(self, coro, **options)
        if is_own(coro):
            tasks[id(task)] = None
        elif isinstance(task, TASK):
            entry = tasks[id(task)] = follow(coro, options.get('name'), current.thread.task, place, self)
            if task.get_coro() is not coro:
                entry.inner = coro
        if self._debug:
            hidden.trim(getattr(task, '_source_traceback', None))
        return task

    def eager(self, coro, options, place):
        """Makes a task that runs at once, within the one that makes it."""
        outer = current.thread.task
        entry = follow(coro, options.get('name'), outer, place, self)
        pause(outer, 'the eager start of ' + entry.name)
        emit('{"at":%d,"kind":"running","task":%d}' % (now(), entry.number))
        current.thread.task, entry.state = entry.number, RUNNING
        task = None
        try:
            task = create(self, coro, **options)
        finally:
            current.thread.task = outer
            if task is not None:
                tasks[id(task)] = entry
                left(task, entry)
            else:
                emit('{"at":%d,"kind":"done","task":%d}' % (now(), entry.number))
            resume(outer)
        return task

    def _run_once(self):
        if buffer and not self._ready:  # the loop is about to wait: whoever ends the process now has what happened
            timers = self._scheduled
            if not timers or timers[0]._when - self.time() > .05 or clock() - state.flushed > 200_000_000:
                record.flush()
        once(self)

    Handle._run, Loop.create_task, Loop._call_soon, Loop._run_once = _run, create_task, _call_soon, _run_once


def _held(callback, took):
    while hasattr(callback, 'func'):
        callback = callback.func
    code = getattr(callback, '__code__', None)
    name = getattr(callback, '__qualname__', type(callback).__name__).rpartition('.<locals>.')[2]
    place = frames.place(code, code.co_firstlineno) if code is not None and frames.kind(code) is frames.USER else ''
    text = '%s held the loop for %d ms' % (name, took // 1_000_000)
    record.log('mark', text)
    finding('held', text, place)
