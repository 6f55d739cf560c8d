"""Follows trio's tasks, by the instruments that trio has for it. They are not told how a task ended: that is taken from
Runner.task_exited, as the holders of locks are from Lock."""
from weakref import ref

import trio
from trio._core import _run

from . import frames, holding, names, process, record
from .record import current, emit, now, quote
from .standing import end, label, pause, resume
from .waits import READY, RUNNING, WAITING, Entry, describe, fixed, listed, outer, resource, tasks, timers, waits

LONG = 10 ** 6  # seconds
FOLDER = trio.__file__.rpartition('__init__')[0]


class Follower(trio.abc.Instrument):
    """Is told of every step."""

    def before_run(self):
        thread = current.thread
        self.outer = thread.task, thread.entry, thread.beside
        pause(thread.task, 'the loop that it runs')
        thread.task, thread.entry, thread.beside = 0, None, False
        self.scheduled = set()  # tasks that are to go on before they stand still

    def after_run(self):
        thread = current.thread
        thread.task, thread.entry, thread.beside = self.outer
        resume(thread.task)

    def before_io_wait(self, timeout):
        process.idle(timeout)

    def task_spawned(self, task):
        code = getattr(task.coro, 'cr_code', None)
        if code is None or code.co_filename.startswith(FOLDER):
            return
        maker = task.parent_nursery and tasks.get(id(task.parent_nursery.parent_task))
        name = _called(task)
        entry = Entry(record.made(name, maker.number if maker else 0, frames.caller()), name, maker, frames.begins(task.coro))
        entry.inner, entry.task = task.coro, ref(task)
        tasks[id(task)] = entry

    def task_scheduled(self, task):
        entry = tasks.get(id(task))
        if entry is None:
            return
        if entry.state == RUNNING:
            self.scheduled.add(id(task))
        elif entry.state == WAITING:
            _ready(task, entry)

    def before_task_step(self, task):
        entry, thread = tasks.get(id(task)), current.thread
        if entry is not None:
            emit('{"at":%d,"kind":"running","task":%d%s}' % (now(), entry.number, entry.place))
            entry.state, thread.task, thread.entry = RUNNING, entry.number, entry

    def after_task_step(self, task):
        entry, thread = tasks.get(id(task)), current.thread
        thread.task, thread.entry = 0, None
        if entry is None:
            return
        t = now()
        try:
            why, chain, inside = describe(task.coro, task, entry, t, _plain)
            if len(chain) > 1 or entry.chain:
                label(entry, chain, inside, t)
        except Exception as error:
            why = '"event","for":' + quote('something: %r' % error)
        entry.why, entry.state = why, WAITING
        emit('{"at":%d,"kind":"waiting","task":%d,"why":%s%s}' % (t, entry.number, why, entry.place))
        if id(task) in self.scheduled:
            self.scheduled.discard(id(task))
            _ready(task, entry)


def _called(task):
    """Returns the name that the program gave a task, or else one as of asyncio's: trio's own is the function's."""
    own = getattr(task.coro, '__qualname__', '')
    return names.called(task.coro) if task.name.startswith('<') or ('.' + task.name).endswith('.' + own) else task.name


def _ready(task, entry):
    """Records that a task is to go on. The end of a sleep, which trio makes of a cancellation, its record says."""
    t, by = now(), current.thread.task
    if entry.due is not None and t >= entry.due:
        return
    if isinstance(getattr(task._next_send, 'error', None), trio.Cancelled):
        emit('{"at":%d,"kind":"cancel","task":%d,"cause":"","by":%d}' % (t, entry.number, by))
    emit('{"at":%d,"kind":"ready","task":%d,"by":%d}' % (t, entry.number, by))
    entry.state = READY


def _cancelled(error):
    if isinstance(error, BaseExceptionGroup):
        return all(map(_cancelled, error.exceptions))
    return isinstance(error, trio.Cancelled)


def patch():
    setup, exited = _run.setup_runner, _run.Runner.task_exited

    def setup_runner(clock, instruments, *rest, **named):
        return setup(clock, [*instruments, Follower()], *rest, **named)

    def task_exited(self, task, outcome):
        entry = tasks.pop(id(task), None)
        if entry is not None:
            error = getattr(outcome, 'error', None)
            end(entry, None if error is None or _cancelled(error) else error, '' if error is not None and _cancelled(error) else None)
            entry.inner = None
        return exited(self, task, outcome)
    _run.setup_runner, _run.Runner.task_exited = setup_runner, task_exited


def locks():
    from trio._sync import _LockImpl
    nowait, release = _LockImpl.acquire_nowait, _LockImpl.release

    def acquire_nowait(self):
        nowait(self)
        holding.taken(self, current.thread.task, (current.thread.entry, frames.callers()))

    def _release(self):
        release(self)
        holding.released(self)
        entry = tasks.get(id(self._owner))
        if entry is not None:  # the task that waited for the lock has it now
            holding.taken(self, entry.number, (entry, []))
    _LockImpl.acquire_nowait, _LockImpl.release = acquire_nowait, _release


def _plain(task, where):
    """Returns the wait in what is not known: the innermost function says it."""
    coro, name = task.coro, ''
    while coro is not None:
        frame, coro = frames.awaiting(coro)
        if frame is not None and frame.f_code.co_qualname.rpartition('.')[2] not in _deep:
            name = frame.f_code.co_qualname
    return '"event","for":' + quote(name)


_deep = ('wait_task_rescheduled', '_async_yield', 'park', 'wait_readable', 'wait_writable', '_epoll_wait')


def _until(frame, t):
    deadline = frame.f_locals['deadline']
    return t + round(min(deadline - trio.current_time(), LONG) * 1e9)


def _yield(frame, t):
    return t


def _children(frame, future, where):
    entries = filter(None, (tasks.get(id(child)) for child in frame.f_locals['self'].child_tasks))
    return '"nursery","for":' + quote(listed([entry.name for entry in sorted(entries, key=lambda entry: entry.number)]))


def _thread(frame, future, where):
    function = frame.f_locals.get('sync_fn')
    return '"executor","for":' + quote(getattr(function, '__qualname__', 'a thread'))


def _host(frame, future, where):
    v = frame.f_locals
    return '"connect","for":' + quote('%s:%s' % (v.get('host'), v.get('port')))


timers |= {_until, _yield}
_known = {
    '_timeouts.sleep_until': _until,
    '_run.checkpoint': _yield,
    '_run.cancel_shielded_checkpoint': _yield,
    '_traps.cancel_shielded_checkpoint': _yield,
    '_timeouts.sleep_forever': fixed('event', 'ever'),
    '_run.Nursery._nested_child_finished': _children,
    '_sync._LockImpl.acquire': resource('lock'),
    '_sync.Semaphore.acquire': resource('semaphore'),
    '_sync.Event.wait': resource('event'),
    '_sync.Condition.wait': resource('condition'),
    '_sync.CapacityLimiter.acquire_on_behalf_of': resource('semaphore'),
    '_channel.MemorySendChannel.send': resource('queue', 'room in '),
    '_channel.MemoryReceiveChannel.receive': resource('queue', 'an item of '),
    '_threads.to_thread_run_sync': _thread,
    '_highlevel_open_tcp_stream.open_tcp_stream': _host,
    '_highlevel_socket.SocketListener.accept': fixed('accept', ''),
    '_highlevel_socket.SocketStream.receive_some': fixed('event', 'data'),
    '_highlevel_socket.SocketStream.send_all': fixed('event', 'room to write'),
    '_subprocess.Process.wait': fixed('event', 'a process to end'),
}
waits.update(_known)
outer.update(how for how in _known.values() if how not in (_until, _host))  # they let others run before they return
