"""Says what a task waits for, in the words of the trace: the innermost function of asyncio that it awaits knows."""
from types import CoroutineType, GeneratorType

from . import record
from .frames import LIBRARY, USER, awaiting, kind, kinds, only, stands, suspended, unveil, waits
from .names import thing
from .record import quote, state

_last = set()  # types of what awaits nothing that can be seen, such as a future's iterator
tasks = {}  # by id of a task that has not ended: its Entry, or None for one of asyncio's own
jobs = {}   # by id of a job's future: its number and name
held = {}   # by id of a lock: the number of the task that holds it, and the lock's
ends = {}   # by id of a transport: the number, the end and the address of its connection


def forget():
    for d in (tasks, jobs, held, ends):
        d.clear()


record.forgets.append(forget)


class Entry:
    """A task that is followed."""
    __slots__ = ('number', 'name', 'maker', 'task', 'state', 'cancels', 'why', 'place', 'chain', 'inner', 'due')

    def __init__(self, number, name, maker, place):
        self.number, self.name = number, name
        self.maker = maker  # the entry of the task that made it, or None
        self.task = None   # a weak reference, once it has made another: asyncio forgets tasks that nobody holds, and programs show it
        self.state = READY
        self.why = ''      # the fields of its wait
        self.cancels = 0   # how many requests to cancel are recorded
        self.place = place  # where it begins, and then where it waits
        self.chain = ()    # the coroutines that it awaits, one within another, and where
        self.inner = None  # the coroutine, when a factory wrapped it in another
        self.due = None    # when its sleep is over


READY, RUNNING, WAITING = 1, 2, 3


def name_of(task):
    entry = tasks.get(id(task))
    if entry is not None:
        return entry.name
    job = job_of(task)
    if job:
        return job[1]
    return task.get_name() if hasattr(task, 'get_name') else 'a future'


def several(futures):
    """Returns the names of the futures that have not ended."""
    waiting = [f for f in futures if f is not None and not f.done()]
    if isinstance(futures, (set, frozenset)):  # a set's order is that of addresses
        waiting.sort(key=lambda f: getattr(tasks.get(id(f)), 'number', 0))
    return listed([name_of(f) for f in waiting])


def listed(names):
    """Returns names in a row, of many the first four."""
    text = ', '.join(names[:4])
    return text + ' and %d more' % (len(names) - 4) if len(names) > 4 else text


def describe(coro, future, entry, t, plain=None):
    """Returns the fields of a wait for a future that begins now, and the coroutines of the program that lead to it with their
    frames. plain returns the fields where no function of waits is awaited."""
    c = coro
    chain, frames, how, at = [], [], None, None
    while c is not None:
        if type(c) is CoroutineType:
            after = c.cr_await
            if after is not None and kinds.get(id(c.cr_code)) is LIBRARY:
                c = after  # without its frame, which Python would make for us
                continue
            frame = c.cr_frame
        elif type(c) is GeneratorType:  # where sleep(0) ends
            frame, after = c.gi_frame, c.gi_yieldfrom
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
        elif k is not LIBRARY and (how is None or how in outer):
            how, at = k, frame
        c = after
    entry.place = stands(frames[-1]) if frames else ''
    entry.due = None
    if future is None or how in timers:  # a task without a future lets the others run, as sleep(0) does
        due = t if future is None else how(at, t)
        entry.due = due = due if due > t else t
        return f'"sleep","for":"","due":{due}', chain, frames
    if how is None:
        return (plain or _plain)(future, (entry, frames)), chain, frames
    return how(at, future, (entry, frames)), chain, frames


def nap(task, coro, entry, t):
    """Notes a wait that begins now when a coroutine of the program sleeps itself, and returns when it is over: what describe would
    say of what programs do most, without looking further. None stands for another wait."""
    if type(coro) is not CoroutineType or type(inner := coro.cr_await) is not CoroutineType or kinds.get(id(inner.cr_code)) is not _sleep:
        return None
    place = only.get(id(coro.cr_code))
    if place is None:
        if kinds.get(id(coro.cr_code)) is not USER:
            return None
        place = suspended(coro)
    entry.place = place
    waiting = task.get_loop()._scheduled
    if waiting and (args := waiting[-1]._args) and args[0] is task._fut_waiter:
        timer = waiting[-1]  # the last that was set, mostly; Python would make a frame and its variables for us
    else:
        timer = inner.cr_frame.f_locals.get('h')
    due = round(timer._when * 1e9) - state.begun if timer else t
    entry.due = due = due if due > t else t
    return due


def _plain(future, where):
    """Returns the fields of a wait for a future that no function of asyncio stands before."""
    if hasattr(future, 'get_coro'):
        entry = tasks.get(id(future))
        return '"task","for":%s%s' % (quote(name_of(future)), ',"other":%d' % entry.number if entry else '')
    if type(future).__name__ == '_GatheringFuture':
        return '"gather","for":' + quote(several(future._children))
    job = job_of(future)
    if job:
        return _job(job)
    return '"future","for":' + quote(thing(future, where)[1] if where[1] else '')


def job_of(future):
    """Returns the job whose result a future of asyncio is, or passes on."""
    if id(future) in jobs:
        return jobs[id(future)]
    for callback in getattr(future, '_callbacks', None) or ():
        for cell in getattr(callback[0], '__closure__', None) or ():
            job = jobs.get(id(cell.cell_contents))
            if job:
                return job
    return None


def _job(job):
    return '"executor","for":%s,"other":%d' % (quote(job[1]), job[0])


def _sleep(frame, t):
    """Returns when a sleep is over."""
    timer = frame.f_locals.get('h')
    return round(timer._when * 1e9) - state.begun if timer else t


timers = {_sleep}  # functions of frames that sleep


def resource(why, before='', after=''):
    def fields(frame, future, where):
        n, name = thing(frame.f_locals.get('self'), where)
        return '"%s","for":%s,"of":%d' % (why, quote(before + name + after), n)
    return fields


def _group(why, variable, word='', otherwise=''):
    def fields(frame, future, where):
        named = several(variable(frame.f_locals) or ())
        return '"%s","for":%s' % (why, quote(word + named if named else otherwise))
    return fields


def _bounded(frame, future, where):
    """A wait for one thing with a time limit."""
    v = frame.f_locals
    inner = v.get('fut')
    limit = ', at most %g s' % v['timeout'] if isinstance(v.get('timeout'), (int, float)) else ''
    return '"wait","for":' + quote(several(getattr(inner, '_children', None) or [inner]) + limit)


def _stream(why, otherwise):
    def fields(frame, future, where):
        me = frame.f_locals.get('self')
        end = ends.get(id(getattr(me, '_transport', None)))
        if not end:
            return '"event","for":' + quote(otherwise)
        return '"%s","for":%s,"connection":%d,"end":"%s"' % (why, quote(end[2]), end[0], end[1])
    return fields


def fixed(why, text):
    line = '"%s","for":%s' % (why, quote(text))
    return lambda frame, future, where: line


def connect(frame, future, where):
    v = frame.f_locals
    address = v.get('address') or (v.get('host'), v.get('port'))
    return '"connect","for":' + quote(':'.join(map(str, address[:2])) if isinstance(address, tuple) else str(address))


def _process(frame, future, where):
    me = frame.f_locals.get('self')
    return '"event","for":' + quote('process %s to end' % (getattr(me, 'pid', None) or getattr(me, '_pid', '')))


def _executor(frame, future, where):
    job = job_of(future)
    return _job(job) if job else '"executor","for":"a thread"'


_condition, _lookup = resource('condition'), fixed('executor', 'the address of a host')
outer = {_bounded, _executor, _condition, connect, _lookup}  # functions of frames that may await another function of waits, which knows more

waits.update({
    'tasks.sleep': _sleep,
    'tasks._wait': _group('wait', lambda v: v.get('fs')),
    'tasks.wait_for': _bounded,
    'tasks.as_completed.<locals>._wait_for_one': _group('wait', lambda v: v.get('todo'), 'the first of ', 'the next of several'),
    'tasks._AsCompletedIterator._wait_for_one': _group('wait', lambda v: v['self']._todo, 'the first of '),
    'taskgroups.TaskGroup.__aexit__': _group('nursery', lambda v: v['self']._tasks, '', 'its tasks'),
    'taskgroups.TaskGroup._aexit': _group('nursery', lambda v: v['self']._tasks, '', 'its tasks'),
    'locks.Lock.acquire': resource('lock'),
    'locks.Semaphore.acquire': resource('semaphore'),
    'locks.Event.wait': resource('event'),
    'locks.Condition.wait': _condition,
    'locks.Barrier._wait': resource('barrier'),
    'locks.Barrier._block': resource('barrier'),
    'queues.Queue.get': resource('queue', 'an item of '),
    'queues.Queue.put': resource('queue', 'room in '),
    'queues.Queue.join': resource('queue', 'all items of ', ' to be done'),
    'streams.StreamReader._wait_for_data': _stream('read', 'data'),
    'streams.FlowControlMixin._drain_helper': _stream('write', 'room to write'),
    'streams.StreamWriter.wait_closed': fixed('event', 'closing'),
    'base_events.BaseEventLoop.create_connection': connect,
    'selector_events.BaseSelectorEventLoop.sock_connect': connect,
    'selector_events.BaseSelectorEventLoop._sock_connect': connect,
    'selector_events.BaseSelectorEventLoop.sock_recv': fixed('event', 'data'),
    'selector_events.BaseSelectorEventLoop.sock_accept': fixed('accept', ''),
    'base_events.Server.serve_forever': fixed('accept', ''),
    'base_events.Server.wait_closed': fixed('event', 'closing'),
    'base_subprocess.BaseSubprocessTransport._wait': _process,
    'subprocess.Process.communicate': _process,
    'subprocess.Process.wait': _process,
    'subprocess.create_subprocess_exec': fixed('event', 'a process to start'),
    'subprocess.create_subprocess_shell': fixed('event', 'a process to start'),
    'base_events.BaseEventLoop.shutdown_default_executor': fixed('executor', 'the threads to end'),
    'base_events.BaseEventLoop.getaddrinfo': _lookup,
    'threads.to_thread': _executor,
    # anyio's, on asyncio's loop and on trio's
    '_asyncio.TaskGroup.__aexit__': _group('nursery', lambda v: getattr(v['self'], '_tasks', None), '', 'its tasks'),
    '_synchronization.Lock.acquire': resource('lock'),
    '_asyncio.Lock.acquire': resource('lock'),
    '_synchronization.Semaphore.acquire': resource('semaphore'),
    '_asyncio.Semaphore.acquire': resource('semaphore'),
    '_asyncio.CapacityLimiter.acquire_on_behalf_of': resource('semaphore'),
    '_asyncio.Event.wait': resource('event'),
    '_synchronization.Condition.wait': _condition,
    'memory.MemoryObjectReceiveStream.receive': resource('queue', 'an item of '),
    'memory.MemoryObjectSendStream.send': resource('queue', 'room in '),
    '_asyncio.AsyncIOBackend.run_sync_in_worker_thread': fixed('executor', 'a thread'),
    '_asyncio.run_sync_in_worker_thread': fixed('executor', 'a thread'),
})
