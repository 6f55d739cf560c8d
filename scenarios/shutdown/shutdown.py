"""A server that is told to stop while requests are under way: at once, draining, and draining with a deadline."""
import asyncio
import time

REQUESTS, SLOW_AT = 12, 3
EVERY, WORK, SLOW = 0.100, 0.300, 2.0  # seconds
STOP, DEADLINE = 0.750, 0.500  # seconds


async def at_once(server, handlers):
    server.close()
    for handler in handlers:
        handler.cancel()


async def drain(server, handlers):
    server.close()
    if handlers:
        await asyncio.wait(handlers)  # [1]


async def drain_until(server, handlers):
    server.close()
    if handlers:
        _, late = await asyncio.wait(handlers, timeout=DEADLINE)  # [2]
        for handler in late:
            handler.cancel()


async def run(stop):
    handlers = set()

    async def serve(reader, writer):
        handlers.add(asyncio.current_task())
        try:
            name = await reader.readline()  # [9]
            await asyncio.sleep(SLOW if name.endswith(b", slow\n") else WORK)  # [10]
            writer.write(b"done " + name)
        except asyncio.CancelledError:
            pass  # the client finds out when its connection is closed
        finally:
            handlers.discard(asyncio.current_task())
            writer.close()

    async def deploy():
        await asyncio.sleep(STOP)  # [3]
        print("told to stop")
        await stop(server, handlers)
        print("the server has stopped")

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    deployed = asyncio.create_task(deploy())
    requests = []
    for i in range(1, REQUESTS + 1):
        requests.append(asyncio.create_task(request(port, f"request {i}, slow" if i == SLOW_AT else f"request {i}")))
        await asyncio.sleep(EVERY)  # [4]
    outcomes = [type(outcome) for outcome in await asyncio.gather(*requests, return_exceptions=True)]  # [5]
    await deployed  # [6]
    seconds = time.perf_counter() - start
    finished, lost, refused = map(outcomes.count, (bytes, asyncio.IncompleteReadError, ConnectionRefusedError))
    return seconds, f"{finished} finished, {lost} lost, {refused} refused"


async def request(port, name):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [7]
    try:
        writer.write(f"{name}\n".encode())
        return await reader.readuntil(b"\n")  # [8]
    finally:
        writer.close()


variants = {"at-once": lambda: run(at_once), "drain": lambda: run(drain), "deadline": lambda: run(drain_until)}


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
