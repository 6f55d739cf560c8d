"""An echo server with one thread for all clients, with a thread for each, and on an event loop."""
import asyncio
import json
import socket
import threading
import time

CLIENTS, BACKLOG = 10, 4096
DELAY, IDLE = 0.1, 10.0  # seconds
MESSAGES = [f"client {i + 1}".encode() for i in range(CLIENTS)]


def upper(message):
    try:
        return message.decode().upper().encode()
    except UnicodeDecodeError:
        return message.upper()  # bytes: the ASCII letters alone


def serve(conn):
    with conn:
        conn.settimeout(IDLE)
        message = conn.recv(65536)  # [4]
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
    for message in MESSAGES:
        conn = socket.create_connection(("127.0.0.1", port))
        conn.sendall(message)
        conns.append(conn)
    right = 0
    for message, conn in zip(MESSAGES, conns):
        with conn:
            right += conn.recv(65536) == upper(message)
    return right


def on_threads(accept):
    server = socket.create_server(("127.0.0.1", 0), backlog=BACKLOG)
    threading.Thread(target=accept, args=(server,), daemon=True).start()
    return ask(server.getsockname()[1])


async def serve_task(reader, writer):
    message = await asyncio.wait_for(reader.read(65536), IDLE)
    await asyncio.sleep(DELAY)
    writer.write(upper(message))
    writer.close()


async def loop():
    server = await asyncio.start_server(serve_task, "127.0.0.1", 0, backlog=BACKLOG)  # [3]
    port = server.sockets[0].getsockname()[1]
    streams = []
    for message in MESSAGES:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(message)
        streams.append((reader, writer))
    right = 0
    for message, (reader, writer) in zip(MESSAGES, streams):
        right += await reader.read() == upper(message)
        writer.close()
    return right


def timed(run, *args):
    start = time.perf_counter()
    right = run(*args)
    return {"seconds": round(time.perf_counter() - start, 3), "result": f"{right} of {CLIENTS} replies are right"}


if __name__ == "__main__":
    print(json.dumps({
        "single": timed(on_threads, single),
        "threads": timed(on_threads, threads),
        "loop": timed(asyncio.run, loop()),
    }))
