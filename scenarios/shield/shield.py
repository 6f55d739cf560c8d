"""A request is cancelled in the middle of a commit: passed on, shielded, shielded and waited for."""
import asyncio

WRITE = 0.1  # seconds for each of two writes
CANCEL = 0.15  # seconds until the client hangs up
LINGER = 0.2  # seconds for which the program runs on


class Books:
    a, b = 100, 0


async def commit(books):
    await asyncio.sleep(WRITE)  # [1]
    books.a -= 100
    await asyncio.sleep(WRITE)  # [2]
    books.b += 100
    print("committed")


async def plain():
    async def handle(books):
        await commit(books)

    return await serve(handle)


async def shielded():
    async def handle(books):
        await asyncio.shield(start(books))  # [3]

    return await serve(handle)


async def finished():
    async def handle(books):
        task = start(books)
        try:
            await asyncio.shield(task)  # [4]
        except asyncio.CancelledError:
            print("request cancelled, but waits for the commit")
            await task  # [5]
            raise

    return await serve(handle)


def start(books):
    task = asyncio.create_task(commit(books))
    tasks.add(task)  # the loop keeps no reference
    return task


tasks = set()


async def serve(handle):
    books = Books()

    async def answer():
        try:
            await handle(books)
            print("the request ends: done")
        except asyncio.CancelledError:
            print("the request ends: cancelled")
            raise

    request = asyncio.create_task(answer())
    await asyncio.sleep(CANCEL)  # [6]
    request.cancel()
    try:
        await request  # [7]
    except asyncio.CancelledError:
        pass
    await asyncio.sleep(LINGER)  # [8]
    return f"A {books.a} + B {books.b} = {books.a + books.b}"


variants = {"plain": plain, "shield": shielded, "finish": finished}


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
