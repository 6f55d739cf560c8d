"""An echo server with one thread for all clients, with a thread for each, and on an event loop."""
import asyncio
import socket
import threading
import time

CLIENTS, SILENT = 10, 0  # so many of them, after the first, send nothing
# times are in seconds
HANDSHAKE, DELAY, IDLE = 0.0, 0.1, 10.0
BACKLOG = 4096
MACHINE = "cpython-3.11"  # whatever runs this
choices = {"machine": ["cpython-3.11", "ideal", "cpython-3.11-asyncio", "cpython-3.11-threads", "go"]}


def messages():
    return [b"" if 0 < i <= SILENT else f"client {i + 1}".encode() for i in range(CLIENTS)]


def upper(message):
    try:
        return message.decode().upper().encode()
    except UnicodeDecodeError:
        return message.upper()  # bytes: the ASCII letters alone


def serve(conn):
    with conn:
        conn.settimeout(IDLE)
        try:
            message = conn.recv(65536)  # [4]
        except TimeoutError:
            return
        if message:
            time.sleep(DELAY)  # [5]
            conn.sendall(upper(message))


def single(server):
    while True:
        conn, _ = server.accept()  # [1]
        serve(conn)


def threads(server):
    while True:
        conn, _ = server.accept()  # [2]
        threading.Thread(target=serve, args=(conn,), daemon=True).start()


def ask(port):
    """All clients: connect one after another, then await all replies."""
    conns = []
    for message in messages():
        time.sleep(HANDSHAKE)
        conn = socket.create_connection(("127.0.0.1", port))
        conn.sendall(message)
        conns.append(conn)
    replies = []
    for conn in conns:
        with conn:
            replies.append(conn.recv(65536))
    return told(replies)


def told(replies):
    right = sum(reply == upper(message) for reply, message in zip(replies, messages()) if message)
    silent = sum(not message for message in messages())
    return f"{right:,} of {CLIENTS:,} replies are right" + (f", {silent} said nothing" if silent else "")


def on_threads(accept):
    server = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    threading.Thread(target=accept, args=(server,), daemon=True).start()
    return ask(server.getsockname()[1])


async def serve_task(reader, writer):
    try:
        message = await asyncio.wait_for(reader.read(65536), IDLE)
    except TimeoutError:
        writer.close()
        return
    await asyncio.sleep(DELAY)
    writer.write(upper(message))
    writer.close()


async def loop():
    server = await asyncio.start_server(serve_task, "127.0.0.1", 0, backlog=BACKLOG)  # [3]
    port = server.sockets[0].getsockname()[1]
    streams = []
    for message in messages():
        await asyncio.sleep(HANDSHAKE)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(message)
        streams.append((reader, writer))
    replies = []
    for reader, writer in streams:
        replies.append(await reader.read())
        writer.close()
    return told(replies)


variants = {"single": lambda: on_threads(single), "threads": lambda: on_threads(threads), "loop": loop}


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
