"""Twenty items: one to a request, and five to a request."""
import asyncio
import time

ITEMS, SIZE = 20, 5
SINGLE, IN_BATCH = 0.100, 0.050  # seconds the server needs for an item
CONCURRENCY, BATCHES = 4, 0  # requests and batches at once; 0 is as many batches as requests


async def individually():
    paths = [f"/item/{i}" for i in range(1, ITEMS + 1)]
    return await send(paths, CONCURRENCY)  # [1]


async def batched():
    items = [str(i) for i in range(1, ITEMS + 1)]
    paths = ["/batch/" + ",".join(items[i:i + SIZE]) for i in range(0, ITEMS, SIZE)]
    return await send(paths, BATCHES or CONCURRENCY)  # [2]


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


variants = {"individually": lambda: served(individually), "batched": lambda: served(batched)}


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
