"""A client that sends and receives on one connection: in turns, and with a task for each."""
import asyncio
import time

MESSAGES, SIZE, CHUNK = 5, 55, 16384
INTERVAL, DELAY = 1.0, 0.3  # seconds
GONE = 0.0  # seconds until the server dies; 0: never


def message(i):
    text = f"{i + 1}: one wire, two directions, and no one waits its turn.".encode()
    return (text * (SIZE // len(text) + 1))[:SIZE]


async def serve(reader, writer):
    """Send everything back after the delay, in order; answer the end with the end."""
    loop = asyncio.get_running_loop()
    if GONE:
        loop.call_later(GONE, writer.transport.abort)
    while chunk := await reader.read(CHUNK):
        loop.call_later(DELAY, writer.write, chunk)
    loop.call_later(DELAY, writer.close)


async def alternating(reader, writer):
    got = b""
    for i in range(MESSAGES):
        if i > 0:
            await asyncio.sleep(INTERVAL)  # [1]
        writer.write(message(i))
        await writer.drain()  # [2]
        print("sent", SIZE, "bytes")
        while len(got) < (i + 1) * SIZE:  # a read may bring less than a message
            chunk = await reader.read(CHUNK)  # [3]
            if not chunk:
                return got
            print("received", len(chunk), "bytes")
            got += chunk
    return got


async def both(reader, writer):
    got = b""

    async def send_all():
        for i in range(MESSAGES):
            if i > 0:
                await asyncio.sleep(INTERVAL)  # [6]
            writer.write(message(i))
            await writer.drain()  # [7]
            print("sent", SIZE, "bytes")
        writer.write_eof()

    async def receive_all():
        nonlocal got
        while chunk := await reader.read(CHUNK):  # [5]
            print("received", len(chunk), "bytes")
            got += chunk
        sender.cancel()  # nobody is left to talk to

    async with asyncio.TaskGroup() as tasks:  # [4]
        sender = tasks.create_task(send_all())
        tasks.create_task(receive_all())
    return got


async def run(client):
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    start = time.perf_counter()
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())  # [8]
    got = await client(reader, writer)
    seconds = time.perf_counter() - start
    writer.close()
    await asyncio.sleep(DELAY)  # the server sees the end
    server.close()
    sent = b"".join(message(i) for i in range(MESSAGES))
    assert sent.startswith(got)
    result = f"{len(got):,} of {len(sent):,} bytes back, as they were sent"
    return seconds, result + ("; the server is gone" if got != sent else "")


variants = {"alternating": lambda: run(alternating), "both": lambda: run(both)}


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
