"""Connections that nobody closes, against a database that serves only so many."""
import asyncio
import contextlib
import time

REQUESTS, LIMIT, FAILING = 5, 3, 1
LATENCY, PATIENCE = 0.1, 1.0  # seconds

port = 0
kept = []  # asyncio closes streams that nobody refers to any more; these are referred to


class Refused(Exception):
    pass


async def dropped(question):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [1]
    kept.append((reader, writer))
    writer.write(question.encode() + b"\n")
    answer = await asyncio.wait_for(reader.readline(), PATIENCE)  # [2]
    if answer == b"ERROR\n":
        raise Refused
    return answer


async def closed(question):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [3]
    writer.write(question.encode() + b"\n")
    try:
        answer = await asyncio.wait_for(reader.readline(), PATIENCE)  # [4]
    except TimeoutError:
        writer.close()
        raise
    if answer == b"ERROR\n":
        writer.close()
        raise Refused
    writer.close()
    return answer


@contextlib.asynccontextmanager
async def connection():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [5]
    try:
        yield reader, writer
    finally:
        writer.close()


async def scope(question):
    async with connection() as (reader, writer):
        writer.write(question.encode() + b"\n")
        answer = await asyncio.wait_for(reader.readline(), PATIENCE)  # [6]
        if answer == b"ERROR\n":
            raise Refused
        return answer


async def serve(limit, reader, writer):
    async with limit:
        while question := (await reader.readline()).decode().strip():
            await asyncio.sleep(LATENCY)
            fails = int(question.split()[-1]) <= FAILING
            writer.write(b"ERROR\n" if fails else b"answer to " + question.encode() + b"\n")
        writer.close()


async def each(ask):
    answered = failed = starved = 0
    for n in range(REQUESTS):
        try:
            await ask(f"question {n + 1}")
            answered += 1
        except Refused:
            failed += 1
        except TimeoutError:
            starved += 1
            print(f"question {n + 1} starved")
    return f"answered {answered}, failed {failed}, starved {starved}"


async def counted(ask):
    global port
    limit = asyncio.Semaphore(LIMIT)
    server = await asyncio.start_server(lambda r, w: serve(limit, r, w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    result = await each(ask)
    seconds = time.perf_counter() - start
    for _, writer in kept:
        writer.close()
    kept.clear()
    server.close()
    return seconds, result


variants = {"dropped": lambda: counted(dropped), "closed": lambda: counted(closed), "scope": lambda: counted(scope)}


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
