"""Follows what runs beside the loop: jobs of executors and threads of the program, each a task from the moment it is handed in."""
from . import frames, names, record
from .record import current, emit, now, quote
from .waits import jobs

_items = {}  # by id of an item of an executor's queue: the number of its job


def forget():
    _items.clear()


record.forgets.append(forget)


def name_of(function, arguments):
    """Returns what a job calls, behind the wrappers of asyncio.to_thread."""
    while True:
        if hasattr(function, 'func') and hasattr(function, 'args'):
            function, arguments = function.func, function.args + tuple(arguments)
        elif getattr(function, '__name__', '') == 'run' and type(getattr(function, '__self__', None)).__name__ == 'Context' and arguments:
            function, arguments = arguments[0], arguments[1:]
        else:
            break
    name = getattr(function, '__qualname__', type(function).__name__).rpartition('.<locals>.')[2]
    return name + names.arguments(arguments)


class Beside:
    """Has this thread do a job: what it waits for holds nobody else."""
    __slots__ = ('number', 'before')

    def __init__(self, number):
        self.number = number

    def __enter__(self):
        thread = current.thread
        self.before = thread.task, thread.entry, thread.beside
        thread.task, thread.entry, thread.beside = self.number, None, True

    def __exit__(self, *_):
        thread = current.thread
        thread.task, thread.entry, thread.beside = self.before


def begin(number):
    emit('{"at":%d,"kind":"running","task":%d}' % (now(), number))


def end(number, error=None, cancelled=False):
    if cancelled:
        emit('{"at":%d,"kind":"cancelled","task":%d,"cause":""}' % (now(), number))
    elif error is None:
        emit('{"at":%d,"kind":"done","task":%d}' % (now(), number))
    else:
        from .standing import said
        emit('{"at":%d,"kind":"failed","task":%d,"error":%s}' % (now(), number, quote(said(error))))


def _made(item, future, rest):
    task = rest[0] if isinstance(rest[0], tuple) else rest
    name = name_of(task[0], task[1])
    number = record.made(name, current.thread.task, frames.caller(3), True)
    jobs[id(future)] = number, name
    _items[id(item)] = number
    future.add_done_callback(lambda f: jobs.pop(id(f), None))
    return number


def _over(number, future):
    cancelled = future.cancelled()
    end(number, future.exception(0) if future.done() and not cancelled else None, cancelled)


def executors():
    from concurrent.futures.thread import _WorkItem
    init, run = _WorkItem.__init__, _WorkItem.run

    def __init__(self, future, *rest):
        init(self, future, *rest)
        _made(self, future, rest)

    def _run(self, *args):
        number, future = _items.pop(id(self), 0), self.future
        if not number:
            return run(self, *args)
        if not future.cancelled():
            begin(number)
        try:
            with Beside(number):
                return run(self, *args)
        finally:
            _over(number, future)
            self = future = None  # an error's traceback keeps this frame
    _WorkItem.__init__, _WorkItem.run = __init__, _run


def processes():
    from concurrent.futures.process import _WorkItem
    init = _WorkItem.__init__

    def __init__(self, future, fn, args, kwargs):
        init(self, future, fn, args, kwargs)
        number = _made(self, future, (fn, args))
        _items.pop(id(self), None)
        begin(number)
        future.add_done_callback(lambda f: _over(number, f))
    _WorkItem.__init__ = __init__
