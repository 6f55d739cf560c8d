"""Twenty requests: a connection each, and connections from a pool."""
import asyncio
import time

REQUESTS, ARRIVAL = 20, "in-turn"
LIMIT = 10
HANDSHAKE, ROUND_TRIP = 0.100, 0.050  # seconds
choices = {"arrival": ["in-turn", "burst"]}


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


async def served(main):
    global port
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    result = await main()
    seconds = time.perf_counter() - start
    server.close()
    await asyncio.sleep(0.01)  # the server sees that its clients have gone
    return seconds, result


variants = {"each": lambda: served(each), "pooled": lambda: served(pooled)}


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
