"""Follows tasks: made, ready, running, waiting, ended, cancelled."""
import os
import sys
from _thread import get_ident
from asyncio import base_events, events, futures, tasks as asyncio_tasks
from weakref import ref

from . import frames, hidden, names, record
from .record import buffer, current, emit, now, quote, state
from .standing import ended, left, pause, resume
from .waits import READY, RUNNING, WAITING, Entry, tasks

TASK = tuple({asyncio_tasks.Task, getattr(asyncio_tasks, '_PyTask', asyncio_tasks.Task)})
TIMER = futures._set_result_unless_cancelled  # the callback of a sleep's timer: it wakes a task, and no more
STEPS = frozenset(('', 'task_wakeup', 'task_step', '__step', '__wakeup'))  # names of the callbacks that go on with a task

_main = [None]  # the thread of the first loop; tasks of others have threads of their own
_inside = ('shutdown_asyncgens', 'shutdown_default_executor', '_cancel_all_tasks')
_makers = ('tasks.py', 'taskgroups.py', 'runners.py', 'base_events.py')  # modules of asyncio that make tasks for others


def forget():
    _main[0] = None


record.forgets.append(forget)


def is_own(coro):
    """Reports whether a coroutine is asyncio's own, for the end of a run or to serve a process."""
    code = getattr(coro, 'cr_code', None)
    if code is None or frames.kind(code) is frames.USER:
        return False
    maker = sys._getframe(2)
    while maker is not None and os.path.basename(maker.f_code.co_filename) in _makers:
        maker = maker.f_back
    return code.co_name in _inside or maker is not None and maker.f_code.co_filename.startswith(frames.asyncio[0])


def starts_at_once(loop, options):
    """Reports whether a task runs up to its first wait within the one that makes it: Python 3.12 and newer have that."""
    asked, factory = options.get('eager_start'), loop._task_factory  # 3.14 hands the first to the second
    if asked is None:
        asked = factory is not None and 'eager_task_factory' in getattr(factory, '__qualname__', '')
    return asked and loop.is_running()


def follow(coro, name, parent, place, loop):
    """Records that a task is made."""
    name = names.called(coro) if name is None else str(name)
    thread = getattr(loop, '_thread_id', None) or get_ident()
    if _main[0] is None:
        _main[0] = thread
    maker = current.thread.entry
    if maker is not None and maker.task is None and (task := asyncio_tasks.current_task()) is not None:
        maker.task = ref(task)
    return Entry(record.made(name, parent, place, thread != _main[0]), name, maker, frames.begins(coro))


def wakes(task, entry, by):
    """Records that a task is ready though no sleep of it has ended, and its cancellation if that is why."""
    cancels = task.cancelling()
    if cancels > entry.cancels:
        entry.cancels = cancels
        emit('{"at":%d,"kind":"cancel","task":%d,"cause":%s,"by":%d}' % (now(), entry.number, quote(str(getattr(task, '_cancel_message', None) or '')), by))
        entry.due = None
    emit('{"at":%d,"kind":"ready","task":%d,"by":%d}' % (now(), entry.number, by))
    entry.state = READY


def patch():
    Loop, Handle = base_events.BaseEventLoop, events.Handle
    run, create, soon, forever = Handle._run, Loop.create_task, Loop._call_soon, Loop.run_forever

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
            tasks[id(task)] = entry = follow(task.get_coro(), None, 0, '', None)  # made by hand, without a loop's help
        thread = current.thread
        outer = thread.task
        if outer:
            pause(outer, 'a loop within')
        t, number = state.clock() - state.begun, entry.number
        if entry.state == WAITING and ((due := entry.due) is None or t < due):  # otherwise the record of its sleep says when it is ready
            emit(f'{{"at":{t},"kind":"ready","task":{number},"by":0}}')
        buffer.append(f'{{"at":{t},"kind":"running","task":{number}{entry.place}}}')
        inner, thread.task, thread.entry = thread.entry, number, entry
        entry.state = RUNNING
        try:
            run(self)
        finally:
            thread.task, thread.entry = outer, inner
            left(task, entry)
            self = callback = task = None  # an error's traceback keeps this frame, which must not keep the task
            if outer:
                resume(outer)

    def call(self, callback):
        """Calls what is no step of a task."""
        thread, args = current.thread, self._args
        before = thread.by
        if args and isinstance(args[0], TASK):  # the callback hears of a task's end: whom it wakes, that task wakes
            thread.by = ended.get(id(args[0]), 0)
        began = state.clock()
        try:
            return run(self)
        finally:
            thread.by = before
            took = state.clock() - began
            if took >= record.MARKED and not thread.task:
                _held(callback, took)
            self = callback = args = None

    def _call_soon(self, callback, args, context):
        task = getattr(callback, '__self__', None)
        entry = tasks.get(id(task))
        if entry is not None and entry.state == WAITING and isinstance(task, TASK):
            thread = current.thread
            by = thread.task or thread.by
            if (by or entry.due is None or task.cancelling() > entry.cancels) and getattr(callback, '__name__', '') in STEPS:
                wakes(task, entry, by)
        handle = soon(self, callback, args, context)
        if self._debug:
            hidden.trim(handle._source_traceback)
        return handle

    def create_task(self, coro, **options):
        place, own = frames.caller(), is_own(coro)
        if not own and (options or self._task_factory is not None) and starts_at_once(self, options):
            return eager(self, coro, options, place)
        task = create(self, coro, **options)
        if own:
            if not task.done():
                tasks[id(task)] = None
        elif isinstance(task, TASK):
            tasks[id(task)] = entry = follow(coro, options.get('name'), current.thread.task, place, self)
            if task.get_coro() is not coro:
                entry.inner = coro
        if self._debug:
            hidden.trim(getattr(task, '_source_traceback', None))
        return task

    def eager(self, coro, options, place):
        """Makes a task that runs at once, within the one that makes it."""
        thread = current.thread
        outer, inner = thread.task, thread.entry
        entry = follow(coro, options.get('name'), outer, place, self)
        pause(outer, 'the eager start of ' + entry.name)
        emit('{"at":%d,"kind":"running","task":%d}' % (now(), entry.number))
        thread.task, thread.entry, entry.state = entry.number, entry, RUNNING
        task = None
        try:
            task = create(self, coro, **options)
        finally:
            thread.task, thread.entry = outer, inner
            if isinstance(task, TASK):
                tasks[id(task)] = entry
                left(task, entry)
            else:  # none was made, or what a factory of the program's made is no task
                emit('{"at":%d,"kind":"done","task":%d}' % (now(), entry.number))
            resume(outer)
        return task

    def run_forever(self):
        thread = current.thread
        outer, before = thread.task, (thread.entry, thread.beside)
        if not outer:
            return forever(self)
        pause(outer, 'the loop that it runs')
        thread.task, thread.entry, thread.beside = 0, None, False
        try:
            return forever(self)
        finally:
            thread.task, (thread.entry, thread.beside) = outer, before
            resume(outer)

    Handle._run, Loop.create_task, Loop._call_soon, Loop.run_forever = _run, create_task, _call_soon, run_forever
    if hasattr(asyncio_tasks, '_set_task_name'):  # before 3.13 a task gets its name when it has been made
        asyncio_tasks._set_task_name = _renaming(asyncio_tasks._set_task_name)


def _renaming(original):
    def _set_task_name(task, name):
        original(task, name)
        entry = tasks.get(id(task))
        if name is not None and entry is not None:
            before, entry.name = entry.name, str(name)
            record.rename(entry.number, before, entry.name)
    return _set_task_name


def _held(callback, took):
    while hasattr(callback, 'func'):
        callback = callback.func
    code = getattr(callback, '__code__', None)
    name = getattr(callback, '__qualname__', type(callback).__name__).rpartition('.<locals>.')[2]
    place = frames.place(code, code.co_firstlineno) if code is not None and frames.kind(code) is frames.USER else ''
    record.held(name, took, place)
