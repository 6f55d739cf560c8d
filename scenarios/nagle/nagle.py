"""Requests in small writes, in small writes with TCP_NODELAY, and in one write."""
import asyncio
import socket
import time

EXCHANGES, WRITES = 10, 2
WORK = 0.020  # seconds that the server takes for an answer


async def run(no_delay, writes):
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())  # [1]
    # asyncio switches Nagle's algorithm off for every connection; sockets have it.
    writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, no_delay)
    answered = 0
    for _ in range(EXCHANGES):
        for _ in range(writes - 1):
            writer.write(b"head ")  # a system call each
        writer.write(b"body\n")  # [2]
        await reader.readline()  # [3]
        answered += 1
    seconds = time.perf_counter() - start
    writer.close()
    server.close()
    await asyncio.sleep(0.01)  # the server sees that its client has gone
    return seconds, f"{answered} answers"


async def serve(reader, writer):
    while await reader.readline():  # [4]
        await asyncio.sleep(WORK)  # [5]
        writer.write(b"answer\n")
    writer.close()


variants = {
    "small-writes": lambda: run(False, WRITES),
    "no-delay": lambda: run(True, WRITES),
    "one-write": lambda: run(False, 1),
}


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
