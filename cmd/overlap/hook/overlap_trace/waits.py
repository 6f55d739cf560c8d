"""Says what a task waits for, in the words of the trace: the innermost function of asyncio that it awaits knows."""
from types import CoroutineType

from . import record
from .frames import LIBRARY, USER, awaiting, kind, kinds, place, thing, unveil, waits
from .record import quote, state

_last = set()  # types of what awaits nothing that can be seen, such as a future's iterator
tasks = {}  # by id of a task that has not ended: its Entry, or None for one of asyncio's own
jobs = {}   # by id of a job's future: its number and name
held = {}   # by id of a lock: the number and name of the task that holds it, and the lock's number
ends = {}   # by id of a transport: the number, the end and the address of its connection


def forget():
    for d in (tasks, jobs, held, ends):
        d.clear()


record.forgets.append(forget)


class Entry:
    """A task that is followed."""
    __slots__ = ('number', 'name', 'state', 'cancels', 'place', 'chain', 'inner', 'due')

    def __init__(self, number, name):
        self.number, self.name = number, name
        self.state = READY
        self.cancels = 0   # how many requests to cancel are recorded
        self.place = ''    # where it waits
        self.chain = ()    # the coroutines that it awaits, one within another, and where
        self.inner = None  # the coroutine, when a factory wrapped it in another
        self.due = 0       # when its sleep is over


READY, RUNNING, WAITING = 1, 2, 3


def name_of(task):
    entry = tasks.get(id(task))
    if entry is not None:
        return entry.name
    return task.get_name() if hasattr(task, 'get_name') else 'a future'


def several(futures):
    """Returns the names of those that have not ended."""
    waiting = [f for f in futures if f is not None and not f.done()]
    if isinstance(futures, (set, frozenset)):  # whose order is no order
        waiting.sort(key=lambda f: getattr(tasks.get(id(f)), 'number', 0))
    names = [name_of(f) for f in waiting]
    text = ', '.join(names[:4])
    return text + ' and %d more' % (len(names) - 4) if len(names) > 4 else text


def describe(task, future, entry, t):
    """Returns the fields of a wait for a future that begins now, and the coroutines of the program that lead to it with their
    frames."""
    c = entry.inner or task.get_coro()
    chain, frames, how, at = [], [], None, None
    while c is not None:
        if type(c) is CoroutineType:
            frame, after = c.cr_frame, c.cr_await
        elif type(c) in _last:
            break
        else:
            frame, after = awaiting(c)
        if frame is None:
            behind = unveil(c)
            if behind is None:
                _last.add(type(c))
            c = behind
            continue
        k = kinds.get(id(frame.f_code))
        if k is None:
            k = kind(frame.f_code)
        if k is USER:
            chain.append(c)
            frames.append(frame)
            how = None
        elif k is not LIBRARY and (how is None or how in _outer):
            how, at = k, frame
        c = after
    entry.place = place(frame.f_code, frame.f_lineno) if frames and (frame := frames[-1]) else ''
    entry.due = 0
    if how is _sleep:
        timer = at.f_locals.get('h')
        due = int(timer.when() * 1e9) - state.begun if timer else t
        entry.due = due = due if due > t else t
        return f'"sleep","for":"","due":{due}', chain, frames
    if how is None:
        return _plain(future, frames), chain, frames
    return how(at, future, frames), chain, frames


def _plain(future, frames):
    """Returns the fields of a wait for a future that no function of asyncio stands before."""
    if hasattr(future, 'get_coro'):
        entry = tasks.get(id(future))
        return '"task","for":%s%s' % (quote(name_of(future)), ',"other":%d' % entry.number if entry else '')
    if type(future).__name__ == '_GatheringFuture':
        return '"gather","for":' + quote(several(future._children))
    job = job_of(future)
    if job:
        return '"executor","for":%s' % quote(job[1])
    return '"future","for":' + quote(thing(future, frames)[1] if frames else '')


def job_of(future):
    """Returns the job whose result a future of asyncio passes on."""
    for callback in getattr(future, '_callbacks', None) or ():
        for cell in getattr(callback[0], '__closure__', None) or ():
            job = jobs.get(id(cell.cell_contents))
            if job:
                return job
    return None


def _sleep(frame, future, frames):
    """Stands for asyncio.sleep, whose waits are the most."""


def _resource(why, before='', after=''):
    def fields(frame, future, frames):
        n, name = thing(frame.f_locals.get('self'), frames)
        holder = held.get(id(frame.f_locals.get('self')))
        by = ', held by ' + holder[1] if holder else ''
        return '"%s","for":%s,"of":%d' % (why, quote(before + name + after + by), n)
    return fields


def _group(why, word, variable):
    def fields(frame, future, frames):
        v = frame.f_locals
        return '"%s","for":%s' % (why, quote(word + several(variable(v) or ())))
    return fields


def _bounded(frame, future, frames):
    """A wait for one thing with a time limit."""
    v = frame.f_locals
    inner = v.get('fut')
    limit = ', at most %g s' % v['timeout'] if isinstance(v.get('timeout'), (int, float)) else ''
    return '"wait","for":' + quote(several(getattr(inner, '_children', None) or [inner]) + limit)


def _stream(why, otherwise):
    def fields(frame, future, frames):
        me = frame.f_locals.get('self')
        end = ends.get(id(getattr(me, '_transport', None)))
        if not end:
            return '"event","for":' + quote(otherwise)
        return '"%s","for":%s,"connection":%d,"end":"%s"' % (why, quote(end[2]), end[0], end[1])
    return fields


def _fixed(why, text):
    line = '"%s","for":%s' % (why, quote(text))
    return lambda frame, future, frames: line


def _connect(frame, future, frames):
    v = frame.f_locals
    address = v.get('address') or (v.get('host'), v.get('port'))
    return '"connect","for":' + quote(':'.join(map(str, address[:2])) if isinstance(address, tuple) else str(address))


def _process(frame, future, frames):
    return '"event","for":' + quote('process %s to end' % getattr(frame.f_locals.get('self'), '_pid', ''))


def _executor(frame, future, frames):
    job = job_of(future)
    return '"executor","for":' + quote(job[1] if job else 'a thread')


_wait_for, _to_thread, _lookup = _bounded, _executor, _fixed('executor', 'the address of a host')
_outer = (_wait_for, _to_thread, _connect, _lookup)  # these await others of these functions, which know more

waits.update({
    'tasks.sleep': _sleep,
    'tasks._wait': _group('wait', '', lambda v: v.get('fs')),
    'tasks.wait_for': _wait_for,
    'tasks.as_completed.<locals>._wait_for_one': _group('wait', 'the first of ', lambda v: v.get('todo')),
    'tasks._AsCompletedIterator._wait_for_one': _group('wait', 'the first of ', lambda v: v['self']._todo),
    'taskgroups.TaskGroup.__aexit__': _group('nursery', '', lambda v: v['self']._tasks),
    'taskgroups.TaskGroup._aexit': _group('nursery', '', lambda v: v['self']._tasks),
    'locks.Lock.acquire': _resource('lock'),
    'locks.Semaphore.acquire': _resource('semaphore'),
    'locks.Event.wait': _resource('event'),
    'locks.Condition.wait': _resource('condition'),
    'locks.Barrier._wait': _resource('barrier'),
    'locks.Barrier._block': _resource('barrier'),
    'queues.Queue.get': _resource('queue', 'an item of '),
    'queues.Queue.put': _resource('queue', 'room in '),
    'queues.Queue.join': _resource('queue', 'all items of ', ' to be done'),
    'streams.StreamReader._wait_for_data': _stream('read', 'data'),
    'streams.FlowControlMixin._drain_helper': _stream('write', 'room to write'),
    'streams.StreamWriter.wait_closed': _fixed('event', 'closing'),
    'base_events.BaseEventLoop.create_connection': _connect,
    'selector_events.BaseSelectorEventLoop.sock_connect': _connect,
    'selector_events.BaseSelectorEventLoop._sock_connect': _connect,
    'selector_events.BaseSelectorEventLoop.sock_recv': _fixed('event', 'data'),
    'selector_events.BaseSelectorEventLoop.sock_accept': _fixed('accept', ''),
    'base_events.Server.serve_forever': _fixed('accept', ''),
    'base_events.Server.wait_closed': _fixed('event', 'closing'),
    'base_subprocess.BaseSubprocessTransport._wait': _process,
    'base_events.BaseEventLoop.shutdown_default_executor': _fixed('executor', 'the threads to end'),
    'base_events.BaseEventLoop.getaddrinfo': _lookup,
    'threads.to_thread': _to_thread,
})
