"""Twenty items: one to a request, and five to a request."""
import asyncio
import json
import time

ITEMS, SIZE = 20, 5
SINGLE, IN_BATCH = 0.100, 0.050  # seconds the server needs for an item
CONCURRENCY, BATCHES = 4, 4  # requests at once, in either variant


async def individually():
    paths = [f"/item/{i}" for i in range(1, ITEMS + 1)]
    return await send(paths, CONCURRENCY)  # [1]


async def batched():
    items = [str(i) for i in range(1, ITEMS + 1)]
    paths = ["/batch/" + ",".join(items[i:i + SIZE]) for i in range(0, ITEMS, SIZE)]
    return await send(paths, BATCHES)  # [2]


async def send(paths, workers):
    requests = len(paths)
    all_workers = [worker(paths) for _ in range(workers)]
    sent = await asyncio.gather(*all_workers)  # [3]
    return f"{sum(sent)} items in {requests} requests"


async def worker(paths):
    sent = 0
    connection = await asyncio.open_connection("127.0.0.1", port)  # [4]
    while paths:
        path = paths.pop(0)  # nobody comes between these two lines
        sent += int(await get(connection, path))  # [5]
    connection[1].close()
    return sent


async def get(connection, path):
    reader, writer = connection
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    length = head.decode().lower().split("content-length: ")[1].split()[0]
    return await reader.readexactly(int(length))


async def serve(reader, writer):
    try:
        while True:  # until the client closes the connection
            request = await reader.readuntil(b"\r\n\r\n")
            kind, items = request.decode().split()[1].strip("/").split("/")
            count = len(items.split(","))
            await asyncio.sleep(SINGLE if kind == "item" else count * IN_BATCH)
            writer.write(f"HTTP/1.1 200 OK\r\nContent-Length: {len(str(count))}\r\n\r\n{count}".encode())
    except asyncio.IncompleteReadError:
        writer.close()


async def timed(main):
    global port
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    result = await main()
    seconds = time.perf_counter() - start
    server.close()
    await asyncio.sleep(0.01)  # the server sees that its clients have gone
    return {"seconds": round(seconds, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"individually": asyncio.run(timed(individually)), "batched": asyncio.run(timed(batched))}))
