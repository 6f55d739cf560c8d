"""A service that stalls once, measured by a closed client and by an open client."""
import asyncio
import time

REQUESTS = 300
EVERY, WORK, STALL = 0.010, 0.005, 1.0  # seconds
STALL_AT = 101  # which request finds the service stalled first


class Service:
    requests, until = 0, 0.0

    async def serve(self, reader, writer):
        await reader.readline()  # [7]
        now = time.perf_counter()
        self.requests += 1
        if self.requests == STALL_AT and STALL:
            print("the service stalls")
            self.until = now + STALL
        await asyncio.sleep(max(0, self.until - now))  # [8]
        await asyncio.sleep(WORK)  # [9]
        writer.write(b"answer\n")
        writer.close()


async def measured(client):
    server = await asyncio.start_server(Service().serve, "127.0.0.1", 0, backlog=4096)
    address = server.sockets[0].getsockname()
    took = []

    async def request():
        began = time.perf_counter()
        reader, writer = await asyncio.open_connection(*address)  # [5]
        writer.write(b"request\n")
        await reader.readline()  # [6]
        took.append(time.perf_counter() - began)
        writer.close()

    start = time.perf_counter()
    await client(request)
    seconds = time.perf_counter() - start
    server.close()
    return seconds, f"{sum(t > WORK + EVERY / 2 for t in took):,} of {REQUESTS:,} slow"


async def closed(request):
    due = time.perf_counter()
    for _ in range(REQUESTS):
        await request()  # [1]
        due = max(due + EVERY, time.perf_counter())
        await asyncio.sleep(due - time.perf_counter())  # [2]


async def opened(request):
    due = time.perf_counter()
    async with asyncio.TaskGroup() as tasks:  # [3]
        for _ in range(REQUESTS):
            tasks.create_task(request())
            due += EVERY
            await asyncio.sleep(due - time.perf_counter())  # [4]


variants = {"closed": lambda: measured(closed), "open": lambda: measured(opened)}


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
