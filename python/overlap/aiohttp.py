"""A stand-in for aiohttp's client, as far as tutorials use it: HTTP/1.1 over connections in memory, which are kept and limited."""
import asyncio
import collections
import json as _json
import urllib.parse

from . import httpbin
from .network import LOOPBACK, network
from .recording import recording

__version__ = "3"


class ClientError(Exception):
    pass


class ClientConnectionError(ClientError):
    pass


class ClientConnectorError(ClientConnectionError, OSError):
    pass


class ServerDisconnectedError(ClientConnectionError):
    pass


class ServerTimeoutError(ClientConnectionError, asyncio.TimeoutError):
    pass


class InvalidURL(ClientError, ValueError):
    pass


class ClientResponseError(ClientError):
    def __init__(self, request_info, history, *, status=0, message="", headers=None):
        super().__init__(request_info, history)
        self.request_info, self.history, self.status, self.message, self.headers = request_info, history, status, message, headers

    def __str__(self):
        return f"{self.status}, message={self.message!r}, url={str(self.request_info)!r}"


class ClientTimeout:
    def __init__(self, total=300, connect=None, sock_read=None, sock_connect=None):
        self.total, self.connect, self.sock_read, self.sock_connect = total, connect, sock_read, sock_connect


class TCPConnector:
    """Connections that are kept for the next request to the same host, and how many there may be."""

    def __init__(self, limit=100, limit_per_host=0, **_):
        self.limit, self.limit_per_host = limit, limit_per_host
        self._idle = collections.defaultdict(list)
        self._taken = collections.Counter()
        self._waiters = collections.deque()

    def _full(self, host):
        return 0 < self.limit <= sum(self._taken.values()) or 0 < self.limit_per_host <= self._taken[host]

    async def connect(self, host, port):
        while self._full(host):
            waiter = asyncio.get_running_loop().create_future()
            self._waiters.append(waiter)
            await waiter
        self._taken[host] += 1
        while self._idle[host]:
            reader, writer = self._idle[host].pop()
            if not reader.at_eof() and not writer.is_closing():
                return reader, writer
        try:
            return await asyncio.open_connection(host, port)
        except OSError as error:
            self.release(host)
            raise ClientConnectorError(f"Cannot connect to host {host}:{port}") from error
        except BaseException:
            self.release(host)
            raise

    def release(self, host, connection=None, reusable=False):
        self._taken[host] -= 1
        if connection and reusable:
            self._idle[host].append(connection)
        elif connection:
            connection[1].close()
        while self._waiters:
            waiter = self._waiters.popleft()
            if not waiter.done():
                waiter.set_result(None)
                break

    def close(self):
        for _, writer in sum(self._idle.values(), []):
            writer.close()
        self._idle.clear()


class ClientResponse:
    def __init__(self, connector, host, connection, url, status, reason, headers):
        self._connector, self._host, self._connection = connector, host, connection
        self.url = self.request_info = url
        self.status, self.reason, self.headers, self.ok = status, reason, headers, status < 400
        self.content_type = headers.get("Content-Type", "").partition(";")[0]
        self.content_length = int(headers.get("Content-Length", 0))
        self._body = None

    def _release(self, reusable):
        if self._connection is not None:
            self._connector.release(self._host, self._connection, reusable)
            self._connection = None

    async def read(self):
        if self._body is None:
            self._body = await self._connection[0].readexactly(self.content_length)
            self._release(True)
        return self._body

    async def text(self, encoding="utf-8", errors="strict"):
        return (await self.read()).decode(encoding, errors)

    async def json(self, **_):
        return _json.loads(await self.read())

    def raise_for_status(self):
        if not self.ok:
            self._release(False)
            raise ClientResponseError(self.request_info, (), status=self.status, message=self.reason, headers=self.headers)

    def release(self):
        self._release(self._body is not None or self.content_length == 0)

    close = release

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.release()


class Request:
    """What session.get returns: awaited or entered, it is sent."""

    def __init__(self, coro):
        self._coro, self._response = coro, None

    def __await__(self):
        return self._coro.__await__()

    async def __aenter__(self):
        self._response = await self._coro
        return self._response

    async def __aexit__(self, *_):
        self._response.release()


class ClientSession:
    def __init__(self, base_url="", *, connector=None, timeout=None, headers=None, raise_for_status=False, **_):
        self.connector = connector or TCPConnector()
        self.closed = False
        self._base, self._headers, self._raise = str(base_url), headers or {}, raise_for_status
        self._timeout = timeout if timeout is not None else ClientTimeout()

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        await self.close()

    async def close(self):
        if not self.closed:
            self.closed = True
            self.connector.close()

    def request(self, method, url, **options):
        return Request(self._timed(method, self._base + str(url), **options))

    async def _timed(self, method, url, timeout=None, raise_for_status=None, **options):
        limit = self._timeout if timeout is None else timeout
        try:
            async with asyncio.timeout(getattr(limit, "total", limit)):
                response = await self._send(method, url, **options)
        except TimeoutError:
            raise ServerTimeoutError(f"Timeout on {method} {url}") from None
        if self._raise if raise_for_status is None else raise_for_status:
            response.raise_for_status()
        return response

    async def _send(self, method, url, params=None, headers=None, json=None, data=None, **_):
        if self.closed:
            raise RuntimeError("Session is closed")
        parts = urllib.parse.urlsplit(url)
        if not parts.hostname:
            raise InvalidURL(url)
        if parts.hostname not in ("localhost", LOOPBACK):
            recording.note("aiohttp", httpbin.NOTE)
            network.hosts.setdefault(parts.hostname, httpbin.Host())
        port = parts.port or (443 if parts.scheme == "https" else 80)
        connection = await self.connector.connect(parts.hostname, port)
        try:
            reader, writer = connection
            query = "&".join(filter(None, (parts.query, urllib.parse.urlencode(params or {}))))
            body = _encoded(json, data)
            fields = {"Host": parts.netloc, "User-Agent": "Python aiohttp", **self._headers, **(headers or {})}
            if body:
                fields["Content-Length"] = len(body)
            head = f"{method} {parts.path or '/'}{'?' + query if query else ''} HTTP/1.1\r\n"
            writer.write((head + "".join(f"{name}: {value}\r\n" for name, value in fields.items()) + "\r\n").encode() + body)
            await writer.drain()
            status, reason, answered = await _head(reader)
        except BaseException:
            self.connector.release(parts.hostname, connection)
            raise
        return ClientResponse(self.connector, parts.hostname, connection, url, status, reason, answered)


def _encoded(json, data):
    if json is not None:
        return _json.dumps(json).encode()
    if isinstance(data, dict):
        return urllib.parse.urlencode(data).encode()
    return data.encode() if isinstance(data, str) else data or b""


async def _head(reader):
    """Reads the first line of an answer, and its headers."""
    line = (await reader.readline()).decode("latin-1")
    if not line:
        raise ServerDisconnectedError("Server disconnected")
    _, status, reason = line.strip().split(" ", 2)
    headers = {}
    while line := (await reader.readline()).decode("latin-1").strip():
        name, _, value = line.partition(":")
        headers[name.title()] = value.strip()
    return int(status), reason, headers


def _verb(method):
    return lambda self, url, **options: self.request(method, url, **options)


for _method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"):
    setattr(ClientSession, _method.lower(), _verb(_method))
