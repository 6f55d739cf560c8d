"""A stand-in for requests, as far as tutorials use it. It blocks whoever calls it, as requests does."""
import json as _json
import urllib.parse

from . import httpbin
from .blocking import block
from .recording import recording


class RequestException(IOError):
    pass


class HTTPError(RequestException):
    pass


class ConnectionError(RequestException):
    pass


class Timeout(RequestException):
    pass


class Closing:
    """What programs close, or use in a with statement, although here it holds nothing."""

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass


class Response(Closing):
    def __init__(self, found, url):
        self.status_code, self.content, self.url, self.reason = found.status, found.body, url, found.reason
        self.headers, self.ok = {"Content-Type": found.kind}, found.status < 400

    @property
    def text(self):
        return self.content.decode("utf-8", "replace")

    def json(self):
        return _json.loads(self.content)

    def raise_for_status(self):
        if not self.ok:
            raise HTTPError(f"{self.status_code} Error: {self.reason} for url: {self.url}")

    def __repr__(self):
        return f"<Response [{self.status_code}]>"


def request(method, url, params=None, timeout=None, headers=None, json=None, data=None, **_):
    recording.note("requests", httpbin.NOTE)
    parts = urllib.parse.urlsplit(str(url))
    if not parts.netloc:
        raise RequestException(f"Invalid URL {url!r}")
    query = "&".join(filter(None, (parts.query, urllib.parse.urlencode(params or {}))))
    body = _json.dumps(json) if json is not None else urllib.parse.urlencode(data) if isinstance(data, dict) else data or ""
    found = httpbin.answer(method, parts.path + ("?" + query if query else ""), dict(headers or {}), body.encode() if isinstance(body, str) else body)
    if isinstance(timeout, tuple):
        timeout = timeout[-1]
    if timeout is not None and found.delay > timeout:
        block(timeout, f"requests.{method.lower()}")
        raise Timeout(f"{parts.netloc}: read timed out after {timeout:g} s")
    block(found.delay, f"requests.{method.lower()}({parts.netloc}{parts.path})")
    return Response(found, url)


class Session(Closing):
    def __init__(self):
        self.headers = {}

    def request(self, method, url, headers=None, **options):
        return request(method, url, headers={**self.headers, **(headers or {})}, **options)


def _verb(method):
    def function(url, **options):
        return request(method, url, **options)

    function.__name__ = function.__qualname__ = method.lower()
    setattr(Session, method.lower(), lambda self, url, **options: self.request(method, url, **options))
    return function


get, post, put, patch, delete, head = map(_verb, ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD"))


class exceptions:
    RequestException, HTTPError, ConnectionError, Timeout = RequestException, HTTPError, ConnectionError, Timeout
