"""Requests with a connection each, and over one connection that is kept alive."""
import asyncio
import errno
import time
from collections import deque

REQUESTS, PORTS = 400, 282
EVERY = 0.15  # seconds
CLOSES = "client"  # which end closes first
choices = {"closes": ["client", "server"]}


async def each(address):
    if min(REQUESTS, PORTS) > 10_000:
        raise NotImplementedError("so many connections would take the ports of this machine, which others need")
    failed = 0
    again, free = False, deque()  # when each port is free again: on loopback, Linux keeps it for a second only
    due = time.perf_counter()
    for _ in range(REQUESTS):
        while free and free[0] <= time.perf_counter():
            free.popleft()
        try:
            if len(free) == PORTS:
                raise OSError(errno.EADDRNOTAVAIL, "cannot assign requested address")
            reader, writer = await asyncio.open_connection(*address)  # [1]
        except OSError as none:
            if none.errno != errno.EADDRNOTAVAIL:
                raise
            if failed == 0:
                print("no port is left")
            failed += 1
        else:
            await request(reader, writer)  # [2]
            if failed and not again:
                again = True
                print("a port is free again")
            if CLOSES == "client":
                free.append(time.perf_counter() + 59.9999)  # a minute, less what sums of fractions are off by
        due += EVERY
        await asyncio.sleep(due - time.perf_counter())  # [3]
    return f"{failed:,} of {REQUESTS:,} failed"


async def request(reader, writer):
    writer.write(b"close\n")
    await reader.readline()  # [4]
    if CLOSES == "server":
        await reader.read()  # [5]
    writer.close()


async def kept(address):
    reader, writer = await asyncio.open_connection(*address)  # [6]
    due = time.perf_counter()
    for _ in range(REQUESTS):
        writer.write(b"keep-alive\n")
        await reader.readline()  # [7]
        due += EVERY
        await asyncio.sleep(due - time.perf_counter())  # [8]
    writer.close()
    return f"0 of {REQUESTS:,} failed"


async def serve(reader, writer):
    while request := await reader.readline():  # [9]
        writer.write(b"answer\n")
        if CLOSES == "server" and request == b"close\n":
            break
    writer.close()


async def served(main):
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    start = time.perf_counter()
    result = await main(server.sockets[0].getsockname())
    seconds = time.perf_counter() - start
    server.close()
    await asyncio.sleep(0.01)  # the server sees that its client has gone
    return seconds, result


variants = {"each": lambda: served(each), "kept": lambda: served(kept)}


# From here on all twins are alike: constants are set as the page's address has them, and every variant is run.
import asyncio, json, re, sys, time, urllib.parse  # noqa: E401


def parse(text, default):
    if isinstance(default, bool):
        return {"true": True, "false": False}[text]
    if isinstance(default, float):
        seconds = {"h": 3600, "m": 60, "s": 1, "ms": 1e-3, "µs": 1e-6, "ns": 1e-9}
        parts = re.split(r"(?<=[hms])(?=\d)", text.replace(" ", ""))
        return sum(float(part.rstrip("hmsµn")) * seconds[part.lstrip("0123456789.")] for part in parts)
    if isinstance(default, dict):
        like = next(iter(default.values()), 0.0)
        return {key: parse(value, like) for key, value in (row.split("=", 1) for row in text.split(";") if row)}
    return type(default)(text.removesuffix("%"))


def configure(query):
    constants = {name.lower().replace("_", "-"): name for name in globals() if name.isupper()}
    kinds = {bool: "true or false", int: "a whole number", float: "a duration such as 400ms", dict: "rows such as A=1s;B=2s"}
    for name, text in urllib.parse.parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        allowed = "the settings are " + ", ".join(constants)
        try:
            default = globals()[constants[name]]
            allowed = globals().get("choices", {}).get(name) or kinds[type(default)]
            value = parse(text, default)
            if text.startswith("-") or type(default) is str and value not in allowed:
                raise ValueError
            globals()[constants[name]] = value
        except (KeyError, ValueError):
            print(f"{sys.argv[0]}: {name}={text} is not allowed: {allowed}", file=sys.stderr)
            sys.exit(2)


def play(name, variant):
    start = time.perf_counter()

    def tell(result):
        seconds, result = result if isinstance(result, tuple) else (time.perf_counter() - start, result)
        print(json.dumps({name: {"seconds": round(seconds, 6), "result": result}}), flush=True)

    async def main(result):
        tell(await result)
        if "live_on" in globals():
            await globals()["live_on"]()
        # what still runs is cancelled by asyncio.run after that

    try:
        result = variant()
        asyncio.run(main(result)) if asyncio.iscoroutine(result) else tell(result)
    except NotImplementedError as why:
        print(json.dumps({name: {"skipped": str(why)}}), flush=True)


configure("&".join(sys.argv[1:]))
if __name__ == "__main__":
    for name in variants:
        play(name, variants[name])
