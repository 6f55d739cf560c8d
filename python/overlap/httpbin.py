"""The host that the stand-ins for aiohttp and requests ask, whatever its name: it answers as httpbin.org does."""
import asyncio
import http
import json
import random
import urllib.parse

MAX_DELAY = 10  # seconds
MAX_BYTES = 100 * 1024
PAGE = "<!DOCTYPE html>\n<html>\n  <body>\n    <h1>A page of httpbin</h1>\n" + "    <p>Text that a scraper reads.</p>\n" * 60 + "  </body>\n</html>"
SLIDES = {"slideshow": {"title": "Sample Slide Show", "author": "Yours Truly", "slides": [{"title": "Overview", "type": "all"}]}}
HTML, JSON = "text/html; charset=utf-8", "application/json"
NOTE = "No request leaves the program: each host answers as httpbin.org does, at once but for /delay/N."


class Answer:
    def __init__(self, status=200, body=b"", kind=HTML, delay=0.0):
        self.status, self.body, self.kind, self.delay = status, body, kind, delay

    @property
    def reason(self):
        try:
            return http.HTTPStatus(self.status).phrase
        except ValueError:
            return "Unknown"


def answer(method, target, headers, body=b""):
    """Returns the answer to a request for a path with its query."""
    url = urllib.parse.urlsplit(target)
    route, _, rest = url.path.strip("/").partition("/")
    echo = {"args": dict(urllib.parse.parse_qsl(url.query)), "headers": headers, "method": method, "url": target}
    if body:
        echo["data"] = body.decode("utf-8", "replace")
    try:
        return _routes[route](rest, echo) if route in _routes else Answer(404, b"not found\n", "text/plain")
    except ValueError:
        return Answer(400)


def _json(value, delay=0.0):
    return Answer(200, json.dumps(value, indent=2, sort_keys=True).encode(), JSON, delay)


def _echo(rest, echo):
    return _json(echo)


_routes = {
    "": lambda rest, echo: Answer(body=PAGE.encode()),
    "html": lambda rest, echo: Answer(body=PAGE.encode()),
    "delay": lambda rest, echo: _json(echo, min(max(float(rest), 0), MAX_DELAY)),
    "bytes": lambda rest, echo: Answer(200, random.Random(1).randbytes(min(int(rest), MAX_BYTES)), "application/octet-stream"),
    "status": lambda rest, echo: Answer(int(rest)),
    "json": lambda rest, echo: _json(SLIDES),
    "headers": lambda rest, echo: _json({"headers": echo["headers"]}),
    **dict.fromkeys(("get", "post", "put", "patch", "delete", "anything", "ip", "uuid"), _echo),
}


class Protocol(asyncio.Protocol):
    """The host's end of a connection. It has no tasks: the timeline is the program's."""

    def connection_made(self, transport):
        self._transport, self._read, self._busy = transport, b"", False

    def data_received(self, data):
        self._read += data
        self._step()

    def _step(self):
        head, end, rest = self._read.partition(b"\r\n\r\n")
        if self._busy or not end:
            return
        first, *lines = head.decode("latin-1").split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        size = int(headers.get("Content-Length", 0))
        if len(rest) < size:
            return
        self._read, self._busy = rest[size:], True
        method, target, _ = first.split(" ", 2)
        found = answer(method, target, headers, rest[:size])
        loop = asyncio.get_running_loop()
        loop.call_later(found.delay, self._send, found) if found.delay else loop.call_soon(self._send, found)

    def _send(self, found):
        self._busy = False
        if not self._transport.is_closing():
            head = f"HTTP/1.1 {found.status} {found.reason}\r\nContent-Type: {found.kind}\r\nContent-Length: {len(found.body)}\r\n\r\n"
            self._transport.write(head.encode() + found.body)
        self._step()


class Host:
    """Stands in network.hosts for a name."""

    outside = True

    def get_loop(self):
        return asyncio.get_running_loop()

    def accept(self, transport):
        transport.protocol = Protocol()
        transport.protocol.connection_made(transport)
        transport.deliver()

    def lost(self, transport):
        pass
