"""Five requests at once, one of which is slow: on one connection, on several, and in frames."""
import asyncio
import time

SMALL = 4  # requests besides the slow one
SLOW_AT = 1  # which of all requests is slow
SLOW, QUICK = 1.0, 0.050  # seconds for an answer
CONNECTIONS = 2


def requests():
    return [f"{i} {'slow' if i == min(SLOW_AT, SMALL + 1) else 'small'}" for i in range(1, SMALL + 2)]


async def load(in_order, connections):
    server = await asyncio.start_server(lambda *client: serve(*client, in_order), "127.0.0.1", 0)
    start = time.perf_counter()
    late, answers = 0, []

    async def wait(i):
        nonlocal late
        text = await answers[i]  # [3]
        if text.endswith("small") and SLOW > QUICK and time.perf_counter() - start > (SLOW + QUICK) / 2:
            late += 1

    async def read(reader, writer):
        while line := await reader.readline():
            answers[int(line.split()[0]) - 1].set_result(line.decode().strip())
        writer.close()

    async with asyncio.TaskGroup() as tasks:  # [1]
        connections = [await asyncio.open_connection(*server.sockets[0].getsockname())  # [2]
                       for _ in range(min(connections, SMALL + 1))]
        for i, request in enumerate(requests()):
            connections[i % len(connections)][1].write(f"{request}\n".encode())
            answers.append(asyncio.get_running_loop().create_future())
            tasks.create_task(wait(i))
        for reader, writer in connections:
            writer.write_eof()
            tasks.create_task(read(reader, writer))
    server.close()
    return time.perf_counter() - start, f"{late} of {SMALL} small answers late"


async def serve(reader, writer, in_order):
    queue = asyncio.Queue()

    async def work(request, answer):
        await asyncio.sleep(SLOW if request.endswith(b" slow\n") else QUICK)  # [7]
        answer.set_result(request)
        if not in_order:
            queue.put_nowait(answer)

    async def send():
        while answer := await queue.get():  # [8]
            writer.write(await answer)  # [9]

    async with asyncio.TaskGroup() as outer:  # [4]
        outer.create_task(send())
        async with asyncio.TaskGroup() as tasks:  # [5]
            while request := await reader.readline():  # [6]
                answer = asyncio.get_running_loop().create_future()
                if in_order:
                    queue.put_nowait(answer)
                tasks.create_task(work(request, answer))
        queue.put_nowait(None)  # the end
    writer.close()


variants = {
    "pipelined": lambda: load(True, 1),
    "several": lambda: load(True, CONNECTIONS),
    "multiplexed": lambda: load(False, 1),
}


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
