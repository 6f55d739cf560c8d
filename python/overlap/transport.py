"""The ends of connections, as asyncio's transports. Bytes take no time."""
import collections
from asyncio import transports

from overlap_trace import record, waits

KERNEL = 256 * 1024  # bytes that a connection takes beyond what asyncio buffers
HIGH, LOW = 64 * 1024, 16 * 1024  # asyncio's limits of its buffer


class End:
    """An end of a connection, as records name it."""

    def __init__(self, number, end, host, port, outside=False):
        self.outside = outside  # of the program: what happens there has no records
        self.number, self.end, self.address = number, end, f"{host}:{port}"

    def record(self, kind, more=""):
        if not self.outside:
            task = record.current.thread.task
            record.emit(f'{{"at":{record.now()},"kind":"{kind}","task":{task},"connection":{self.number},"end":"{self.end}"{more}}}')

    def bytes(self, kind, size):
        self.record(kind, f',"bytes":{size}')

    def opened(self, kind):
        self.record(kind, ',"address":' + record.quote(self.address))


class Socket:
    """What a transport says its socket is: there is none."""

    family, type, proto = 2, 1, 6

    def __init__(self, name):
        self.name = name

    def getsockname(self):
        return self.name

    def fileno(self):
        return -1

    def setsockopt(self, *_):
        pass


class Transport(transports.Transport):
    """An end of a connection. What is written arrives at the peer in the loop's next turn; None stands for the end of the stream."""

    def __init__(self, loop, protocol, here, there, end, server=None):
        super().__init__({"sockname": here, "peername": there, "socket": Socket(here)})
        self.loop, self.protocol, self.end, self.server = loop, protocol, end, server
        self.peer = None
        waits.ends[id(self)] = end.number, end.end, end.address
        self._arrived = collections.deque()
        self._on_the_way = 0  # bytes that the peer's protocol has not got
        self._high, self._low = HIGH, LOW
        self._reading, self._writable = True, True
        self._closing = self._lost = self._at_end = self._reset = False

    def get_protocol(self):
        return self.protocol

    def set_protocol(self, protocol):
        self.protocol = protocol

    def is_closing(self):
        return self._closing

    def is_reading(self):
        return self._reading and not self._closing

    def pause_reading(self):
        self._reading = False

    def resume_reading(self):
        self._reading = True
        self.loop.call_soon(self.deliver)

    def can_write_eof(self):
        return True

    def get_write_buffer_size(self):
        return max(0, self._on_the_way - KERNEL)

    def get_write_buffer_limits(self):
        return self._low, self._high

    def set_write_buffer_limits(self, high=None, low=None):
        if high is None:
            high = HIGH if low is None else 4 * low
        self._high, self._low = high, high // 4 if low is None else low

    def write(self, data):
        if not isinstance(data, (bytes, bytearray, memoryview)):
            raise TypeError(f"data argument must be a bytes-like object, not {type(data).__name__!r}")
        if self._at_end:
            raise RuntimeError("Cannot call write() after write_eof()")
        if self._reset and not self._closing:
            self._lose(ConnectionResetError(104, "Connection reset by peer"))
        if self._closing or not data:
            return
        data = bytes(data)
        self._on_the_way += len(data)
        self.end.bytes("sent", len(data))
        self.loop.call_soon(self.peer.arrive, data)
        if self._writable and self.get_write_buffer_size() > self._high:
            self._writable = False
            self.protocol.pause_writing()

    def writelines(self, pieces):
        self.write(b"".join(pieces))

    def write_eof(self):
        if not self._at_end and not self._closing:
            self._at_end = True
            self.loop.call_soon(self.peer.arrive, None)

    def arrive(self, data):
        """Takes what the peer wrote. Who writes to a connection that is closed learns of it at the next write."""
        if self._lost:
            self.peer.taken(len(data or b""))
            self.peer._reset = self.peer._reset or bool(data)
            return
        self._arrived.append(data)
        self.deliver()

    def deliver(self):
        while self._arrived and self._reading and not self._lost and self.protocol is not None:
            data = self._arrived.popleft()
            if data is None:
                if not self.protocol.eof_received():
                    self.close()
                continue
            self.peer.taken(len(data))
            self.end.bytes("received", len(data))
            self.protocol.data_received(data)

    def taken(self, size):
        self._on_the_way -= size
        if not self._writable and self.get_write_buffer_size() <= self._low:
            self._writable = True
            self.loop.call_soon(self.protocol.resume_writing)

    def close(self):
        if self._closing:
            return
        self._closing = True
        if not self._at_end:
            self.loop.call_soon(self.peer.arrive, None)
        self.loop.call_soon(self._lose, None)

    def abort(self):
        if self._lost:
            return
        self._closing = True
        self.peer._reset = True
        self.loop.call_soon(self.peer._lose, ConnectionResetError(104, "Connection reset by peer"))
        self.loop.call_soon(self._lose, None)

    def _lose(self, error):
        if self._lost:
            return
        self._lost = self._closing = True
        waits.ends.pop(id(self), None)
        if self.protocol is not None:
            self.end.record("closed")
            self.protocol.connection_lost(error)
        if self.server is not None:
            self.server.lost(self)
