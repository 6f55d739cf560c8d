"""Follows jobs that threads and processes do: each is a task beside the loop, from the moment it is handed in."""
from _thread import get_ident

from . import frames, record
from .record import current, emit, now, quote
from .things import threads as working
from .waits import jobs

_entries = {}  # by id of an item of an executor's queue: the number of its job


def forget():
    _entries.clear()
    working.clear()


record.forgets.append(forget)


def _name(function, arguments):
    """Returns what a job calls, behind the wrappers of asyncio.to_thread."""
    while True:
        if hasattr(function, 'func') and hasattr(function, 'args'):
            function, arguments = function.func, function.args + tuple(arguments)
        elif getattr(function, '__name__', '') == 'run' and type(getattr(function, '__self__', None)).__name__ == 'Context' and arguments:
            function, arguments = arguments[0], arguments[1:]
        else:
            break
    name = getattr(function, '__qualname__', type(function).__name__).rpartition('.<locals>.')[2]
    shown = [a if type(a) is str else repr(a) for a in arguments if type(a) in (int, float, str, bool)]
    return '%s(%s)' % (name, ', '.join(a for a in shown[:3] if len(a) <= 24)) if shown else name


def _made(item, future, rest):
    task = rest[0] if isinstance(rest[0], tuple) else rest
    name = _name(task[0], task[1])
    number = record.made(name, current.thread.task, frames.caller(3))
    emit('{"at":%d,"kind":"thread","task":%d}' % (record.state.last, number))
    jobs[id(future)] = number, name
    _entries[id(item)] = number
    future.add_done_callback(lambda f: jobs.pop(id(f), None))
    return number


def _over(number, future):
    error = None
    if future.cancelled():
        emit('{"at":%d,"kind":"cancelled","task":%d,"cause":""}' % (now(), number))
        return
    error = future.exception(0) if future.done() else None
    if error is None:
        emit('{"at":%d,"kind":"done","task":%d}' % (now(), number))
    else:
        from .steps import said
        emit('{"at":%d,"kind":"failed","task":%d,"error":%s}' % (now(), number, quote(said(error))))


def threads():
    from concurrent.futures.thread import _WorkItem
    init, run = _WorkItem.__init__, _WorkItem.run

    def __init__(self, future, *rest):
        init(self, future, *rest)
        _made(self, future, rest)

    def _run(self, *args):
        number, future = _entries.pop(id(self), 0), self.future
        if not number:
            return run(self, *args)
        if not future.cancelled():
            emit('{"at":%d,"kind":"running","task":%d}' % (now(), number))
        outer, current.thread.task = current.thread.task, number
        working.add(get_ident())
        try:
            return run(self, *args)
        finally:
            working.discard(get_ident())
            current.thread.task = outer
            _over(number, future)
            self = future = None  # an error's traceback keeps this frame
    _WorkItem.__init__, _WorkItem.run = __init__, _run


def processes():
    from concurrent.futures.process import _WorkItem
    init = _WorkItem.__init__

    def __init__(self, future, fn, args, kwargs):
        init(self, future, fn, args, kwargs)
        number = _made(self, future, (fn, args))
        _entries.pop(id(self), None)
        emit('{"at":%d,"kind":"running","task":%d}' % (now(), number))
        future.add_done_callback(lambda f: _over(number, f))
    _WorkItem.__init__ = __init__
