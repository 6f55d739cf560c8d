"""Twenty requests: a connection each, and connections from a pool."""
import asyncio
import json
import time

REQUESTS, LIMIT = 20, 10
HANDSHAKE, ROUND_TRIP = 0.100, 0.050  # seconds
ARRIVAL = "in-turn"  # or "burst"


async def connect():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(HANDSHAKE)  # TLS, on a network that is further away than this one
    return reader, writer


async def get(connection, path):
    reader, writer = connection
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    head = await reader.readuntil(b"\r\n\r\n")
    return int(head.split()[1])  # the server sends no bodies


class Pool:
    def __init__(self):
        self.permits = asyncio.Semaphore(LIMIT)
        self.idle = []
        self.created = self.reused = 0

    async def acquire(self):
        await self.permits.acquire()  # [5]
        if self.idle:
            self.reused += 1
            return self.idle.pop()
        self.created += 1
        return await connect()  # [6]

    def release(self, connection):
        self.idle.append(connection)
        self.permits.release()


async def each():
    async def request():
        connection = await connect()  # [1]
        await get(connection, f"/delay/{ROUND_TRIP}")  # [2]
        connection[1].close()

    await run(request)
    return told(REQUESTS, 0)


async def pooled():
    pool = Pool()

    async def request():
        connection = await pool.acquire()  # [3]
        await get(connection, f"/delay/{ROUND_TRIP}")  # [4]
        pool.release(connection)

    await run(request)
    for _, writer in pool.idle:
        writer.close()
    return told(pool.created, pool.reused)


async def run(request):
    if ARRIVAL == "burst":
        await asyncio.gather(*(request() for _ in range(REQUESTS)))  # [7]
    else:
        for _ in range(REQUESTS):
            await request()  # [8]


def told(created, reused):
    return f"{created} created, {reused} reused ({100 * reused // (created + reused)} %)"


async def serve(reader, writer):
    try:
        while True:  # until the client closes the connection
            request = await reader.readuntil(b"\r\n\r\n")
            path = request.decode().split()[1]
            await asyncio.sleep(float(path.removeprefix("/delay/")))
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
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
    print(json.dumps({"each": asyncio.run(timed(each)), "pooled": asyncio.run(timed(pooled))}))
