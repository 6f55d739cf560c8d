"""Follows the sockets of streams and protocols, and the lines that are printed."""
import sys

from . import record
from .record import current, emit, now, quote
from .waits import ends

_numbers = iter(range(1, 1 << 31))
_pairs = {}  # by the addresses of the one end: the number of a connection, whose other end is yet to be seen


def forget():
    _pairs.clear()


record.forgets.append(forget)


def sockets():
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
