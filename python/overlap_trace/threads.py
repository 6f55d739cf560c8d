"""Follows the threads that the program makes itself, and what a thread waits for. Those of executors and of asyncio are theirs."""
import sys

from . import frames, hidden, record, waits
from .holding import blocked
from .jobs import Beside, begin, end, name_of
from .record import current, quote

_numbers = {}  # by id of a thread that has not ended: its number and name


def forget():
    _numbers.clear()


record.forgets.append(forget)


def lanes():
    from threading import Thread
    start, join = Thread.start, Thread.join

    def _start(self):
        name = _name(self)
        if not name:
            return start(self)
        number = record.made(name, current.thread.task, frames.caller(), True)
        _numbers[id(self)] = number, name
        inner, excepthook, failed = self._bootstrap_inner, self._invoke_excepthook, []

        def _bootstrap_inner():
            del self._bootstrap_inner  # which keeps the thread
            self._invoke_excepthook = note
            begin(number)
            try:
                with Beside(number):
                    inner()
            finally:
                _numbers.pop(id(self), None)
                end(number, *failed)

        def note(thread):
            failed.append(sys.exc_info()[1])
            hidden.strip(failed[0])
            excepthook(thread)
        self._bootstrap_inner = _bootstrap_inner
        try:
            start(self)
        except BaseException as error:  # the system has no room for more
            _numbers.pop(id(self), None)
            end(number, error)
            raise

    def _join(self, timeout=None):
        number, name = _numbers.get(id(self), (0, ''))
        if not number:  # it has ended, or is no lane
            return join(self, timeout)
        return blocked('Thread.join', '"task","for":%s,"other":%d' % (quote(name), number), lambda: join(self, timeout))
    Thread.start, Thread.join = _start, _join


def _name(thread):
    """Returns the name of a thread that runs code of the program, else none."""
    target, arguments = getattr(thread, '_target', None), getattr(thread, '_args', ())
    code = getattr(type(thread).run, '__code__', None)
    if code is None or frames.kind(code) is not frames.USER:
        while hasattr(target, 'func'):
            target = target.func
        code = getattr(target, '__code__', None)
        if code is None or frames.kind(code) is not frames.USER:
            return ''
    name = str(thread.name)
    return name_of(target, arguments) if name.startswith('Thread-') and target is not None else name


def conditions():
    """Notes waits of threads: all that is Python in threading, queue and concurrent.futures waits for a Condition."""
    from threading import Condition
    original = Condition.wait

    def wait(self, timeout=None):
        if not current.thread.task:
            return original(self, timeout)
        frame = sys._getframe(1)
        what = frame.f_code.co_qualname
        if what == 'Event.wait' and frame.f_back.f_code.co_qualname in ('Thread.start', '_start'):
            return original(self, timeout)
        try:
            fields = _fields.get(what, _condition)(frame if what in _fields else sys._getframe(0), None, (None, frames.callers()))
        except Exception as error:
            fields = '"event","for":' + quote('something: %r' % error)
        return blocked(what if what in _fields else 'Condition.wait', fields, lambda: original(self, timeout))
    Condition.wait = wait


def _result(frame, future, where):
    job = waits.jobs.get(id(frame.f_locals.get('self')))
    return '"executor","for":%s' % quote(job[1] if job else 'a job')


_condition = waits.resource('condition')
_fields = {
    'Event.wait': waits.resource('event'),
    'Semaphore.acquire': waits.resource('semaphore'),
    'Barrier._wait': waits.resource('barrier'),
    'Barrier._enter': waits.resource('barrier'),
    'Queue.get': waits.resource('queue', 'an item of '),
    'Queue.put': waits.resource('queue', 'room in '),
    'Queue.join': waits.resource('queue', 'all items of ', ' to be done'),
    'Future.result': _result,
    'Future.exception': _result,
}
