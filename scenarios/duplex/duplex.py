"""A client that sends and receives on one connection: in turns, and with a task for each."""
import asyncio
import json
import time

MESSAGES, SIZE, CHUNK = 5, 55, 16384
INTERVAL, DELAY = 1.0, 0.3  # seconds


def message(i):
    text = f"{i + 1}: one wire, two directions, and no one waits its turn.".encode()
    return (text * (SIZE // len(text) + 1))[:SIZE]


async def serve(reader, writer):
    """Send everything back after the delay, in order; answer the end with the end."""
    loop = asyncio.get_running_loop()
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
        while len(got) < (i + 1) * SIZE:  # a read may bring less than a message
            chunk = await reader.read(CHUNK)  # [3]
            if not chunk:
                return got
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
        writer.write_eof()

    async def receive_all():
        nonlocal got
        while chunk := await reader.read(CHUNK):  # [5]
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
    result = f"{len(got)} of {len(sent)} bytes back, as they were sent"
    return {"seconds": round(seconds, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"alternating": asyncio.run(run(alternating)), "both": asyncio.run(run(both))}))
