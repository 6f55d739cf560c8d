"""Ten thousand items: collected first, and processed as they come."""
import asyncio
import time

ITEMS, PAGE = 10_000, 100
PAUSE = 0.001  # seconds after each page
WANTED = 0  # how many results are enough; 0 is all


async def items():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [3]
    try:
        while line := await reader.readline():  # [4]
            for item in line.split():  # the feed sends a page to a line
                yield int(item)
    finally:
        writer.close()


async def load_all():
    everything = [item async for item in items()]  # [1]
    held = len(everything)
    count = total = 0
    print("first result")
    for item in everything:
        count, total = count + 1, total + 2 * item
        if count == WANTED:
            break
    print("last result")
    return f"count {count:,}, total {total:,}, {held:,} held at most"


async def stream():
    count = total = held = 0
    async for item in items():  # [2]
        held = max(held, 1)
        if count == 0:
            print("first result")
        count, total = count + 1, total + 2 * item
        if count == WANTED:
            break
    print("last result")
    return f"count {count:,}, total {total:,}, {held:,} held at most"


async def feed(reader, writer):
    then = time.perf_counter()
    for first in range(0, ITEMS, PAGE):
        page = range(first, min(first + PAGE, ITEMS))
        writer.write((" ".join(map(str, page)) + "\n").encode())
        then += PAUSE  # not from now on: delays must not add up
        await asyncio.sleep(then - time.perf_counter())
    writer.close()


async def fed(main):
    global port
    server = await asyncio.start_server(feed, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    result = await main()
    server.close()
    return result


variants = {"load-all": lambda: fed(load_all), "stream": lambda: fed(stream)}


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
