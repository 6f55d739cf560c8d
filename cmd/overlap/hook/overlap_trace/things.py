"""Follows what tasks share and what they say: locks, connections, printed lines, sleeps that hold a thread, complaints."""
import sys
import time
from _thread import get_ident

from . import frames, hidden, record
from .record import current, emit, finding, now, quote, state
from .waits import ends, held


def locks():
    """Notes who takes a lock: its attribute _locked, which asyncio sets, becomes a property."""
    from asyncio import locks

    def get(self):
        return self.__dict__['_locked']

    def set(self, locked):
        self.__dict__['_locked'] = locked
        try:
            note(self, locked)
        except Exception as error:
            record.log('mark', 'a lock is not followed: %r' % error)

    def note(self, locked):
        if locked:
            number, name = frames.thing(self, frames.callers())
            held[id(self)] = current.thread.task, _running_name(), number
            emit('{"at":%d,"kind":"acquired","task":%d,"name":%s,"resource":%d}' % (now(), current.thread.task, quote(name), number))
            return
        holder = held.pop(id(self), None)
        if holder:
            emit('{"at":%d,"kind":"released","task":%d,"resource":%d}' % (now(), holder[0], holder[2]))
    locks.Lock._locked = property(get, set)


def _running_name():
    from asyncio import tasks
    from .waits import name_of
    try:
        task = tasks.current_task()
    except RuntimeError:
        task = None
    return name_of(task) if task is not None else 'no task'


_numbers = iter(range(1, 1 << 31))
_pairs = {}  # by the addresses of the one end: the number of a connection, whose other end is yet to be seen


def forget():
    _pairs.clear()


record.forgets.append(forget)


def connections():
    """Notes connections, and the bytes that are written to them and read from them."""
    from asyncio import selector_events, streams
    Transport = selector_events._SelectorSocketTransport
    init, write, lost, feed = Transport.__init__, Transport.write, Transport._call_connection_lost, streams.StreamReader.feed_data

    def __init__(self, loop, sock, protocol, waiter=None, extra=None, server=None):
        init(self, loop, sock, protocol, waiter, extra, server)
        _opened(self, sock, server is not None)

    def _write(self, data):
        _bytes('sent', self, data, current.thread.task)
        return write(self, data)

    def _call_connection_lost(self, error):
        end = ends.pop(id(self), None)
        if end:
            emit('{"at":%d,"kind":"closed","task":%d,"connection":%d,"end":"%s"}' % (now(), current.thread.task, end[0], end[1]))
        return lost(self, error)

    def feed_data(self, data):
        _bytes('received', self._transport, data, 0)
        return feed(self, data)
    Transport.__init__, Transport.write, Transport._call_connection_lost, streams.StreamReader.feed_data = __init__, _write, _call_connection_lost, feed_data


def _opened(transport, sock, accepted):
    try:
        mine, other = sock.getsockname(), sock.getpeername()
    except OSError:
        mine = other = None
    number = _pairs.pop((other, mine), None) if mine and mine != other else None
    if number is None:
        number = next(_numbers)
        if mine and len(_pairs) < 10000:
            _pairs[mine, other] = number
    address = mine if accepted else other
    text = '%s:%s' % address[:2] if isinstance(address, tuple) else str(address or 'a socket')
    ends[id(transport)] = number, 'accepted' if accepted else 'dialled', text
    emit('{"at":%d,"kind":"%s","task":%d,"address":%s,"connection":%d}' % (now(), 'accepted' if accepted else 'opened', current.thread.task, quote(text), number))


def _bytes(kind, transport, data, task):
    end = ends.get(id(transport))
    if end:
        try:
            n = memoryview(data).nbytes
        except TypeError:
            return
        if n:
            emit('{"at":%d,"kind":"%s","task":%d,"connection":%d,"end":"%s","bytes":%d}' % (now(), kind, task, end[0], end[1], n))


def printing():
    import builtins
    original = builtins.print

    def print(*values, sep=' ', end='\n', file=None, flush=False):
        if file is None or file is sys.stdout or file is sys.stderr:
            try:
                values = tuple(map(str, values))  # once: it may do something
                record.log('log', (' ' if sep is None else sep).join(values))
            except Exception:
                pass  # the original says what is wrong
        original(*values, sep=sep, end=end, file=file, flush=flush)
    builtins.print = print


HELD = 50_000_000  # nanoseconds for which a task may sleep without a word


def sleeping():
    """Notes time.sleep: a job or a thread waits, and a task holds the loop."""
    original = time.sleep

    def sleep(seconds):
        job, t, place = current.thread.task, now(), frames.caller()
        if not job or get_ident() not in threads:
            original(seconds)
            took = now() - t
            if job and took > HELD:
                finding('held', 'time.sleep held the loop for %d ms' % (took // 1_000_000), place)
            return
        try:
            due = t + int(seconds * 1e9)
        except (TypeError, ValueError, OverflowError):
            due = t
        emit('{"at":%d,"kind":"waiting","task":%d,"why":"sleep","for":"","due":%d%s}' % (t, job, max(t, due), place))
        try:
            original(seconds)
        finally:
            if now() < due:
                emit('{"at":%d,"kind":"ready","task":%d,"by":0}' % (now(), job))
            emit('{"at":%d,"kind":"running","task":%d%s}' % (now(), job, place))
    time.sleep = sleep


threads = set()  # those that run a job


def complaints():
    """Notes what Python and asyncio complain of: errors that nobody retrieved, coroutines that nobody awaited."""
    import warnings
    from asyncio.base_events import BaseEventLoop
    handle, show = BaseEventLoop.call_exception_handler, warnings._showwarnmsg

    def call_exception_handler(self, context):
        error, message = context.get('exception'), context.get('message') or ''
        hidden.strip(error)
        hidden.trim(context.get('source_traceback'))
        hidden.trim(context.get('handle_traceback'))
        if 'was never retrieved' in message:
            from .steps import said
            whose = context.get('task') or context.get('future')
            coro = whose.get_coro() if hasattr(whose, 'get_coro') else None
            name = frames.called(coro) if coro is not None else 'a future'
            finding('unretrieved', '%s failed, and nobody retrieved the error: %s' % (name, said(error)), _raised(error), 0)
        return handle(self, context)

    def _showwarnmsg(message):
        source = message.source
        if message.category is RuntimeWarning and hasattr(source, 'cr_code'):
            finding('unawaited', '%s was never awaited: it did not run' % frames.called(source), _where(message), 0)
        return show(message)
    BaseEventLoop.call_exception_handler, warnings._showwarnmsg = call_exception_handler, _showwarnmsg


def _raised(error):
    """Returns the fields for the line of the program at which an error was raised."""
    place, tb = '', getattr(error, '__traceback__', None)
    while tb is not None:
        if frames.kind(tb.tb_frame.f_code) is frames.USER:
            place = frames.place(tb.tb_frame.f_code, tb.tb_lineno)
        tb = tb.tb_next
    return place


def _where(message):
    return ',"line":%d%s' % (message.lineno, frames.file(message.filename))
