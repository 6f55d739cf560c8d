"""An API that answers one request with four lookups: one after another, and gathered."""
import asyncio
import json

CACHE, DB = 0.060, 0.250  # seconds until they answer
CLIENTS = 1  # who ask at the same instant
USER, PRODUCT = 2, 20  # 99: nobody has it
BACKLOG = 4096  # connections a server keeps waiting
CACHE_DATA = {"user:1": "Alice (cached)", "product:10": "Mechanical Keyboard (cached)"}
DB_DATA = {
    "user:1": "Alice", "user:2": "Bob",
    "product:10": "Mechanical Keyboard", "product:20": "Ergonomic Mouse",
    "inventory:10": "42", "inventory:20": "7",
    "recommendations:1": "mousepad, wrist_rest", "recommendations:2": "usb_hub, webcam",
}
ports = {}


async def get(service, line):
    reader, writer = await asyncio.open_connection("127.0.0.1", ports[service])  # [9]
    writer.write(line.encode() + b"\n")
    reply = await reader.readline()  # [8]
    writer.close()
    return reply.decode().strip()


async def lookup(key):
    value = await get("db", f"GET {key}")  # [7]
    if value == "NOT_FOUND":
        raise KeyError(key)
    return value


async def cached(key):
    value = await get("cache", f"GET {key}")  # [6]
    return await lookup(key) if value == "MISS" else value


async def sequential(user_id, product_id):
    user = await cached(f"user:{user_id}")  # [1]
    product = await cached(f"product:{product_id}")  # [2]
    stock = await lookup(f"inventory:{product_id}")  # [3]
    tips = await lookup(f"recommendations:{user_id}")  # [4]
    return user, product, stock, tips


async def concurrent(user_id, product_id):
    return await asyncio.gather(  # [5]
        cached(f"user:{user_id}"),
        cached(f"product:{product_id}"),
        lookup(f"inventory:{product_id}"),
        lookup(f"recommendations:{user_id}"),
    )


def serve_table(table, latency, missing):
    async def handle(reader, writer):
        command, _, key = (await reader.readline()).decode().strip().partition(" ")
        if command == "GET" and key:
            await asyncio.sleep(latency)
            reply = table.get(key, missing)
            if reply == missing:
                print(missing)
        else:
            reply = "ERROR bad command"
        writer.write(reply.encode() + b"\n")
        writer.close()
    return handle


async def serve_api(reader, writer):
    try:
        request = json.loads(await reader.readline())
        find = {"sequential": sequential, "concurrent": concurrent}[request["mode"]]
        user, product, stock, tips = await find(request["user_id"], request["product_id"])
        reply = {"data": {"user": user, "product": product, "inventory": int(stock),
                          "recommendations": [tip.strip() for tip in tips.split(",")]}}
    except (KeyError, ValueError) as problem:
        reply = {"error": repr(problem)}
    writer.write(json.dumps(reply).encode() + b"\n")
    writer.close()


async def ask(mode):
    reply = json.loads(await get("api", json.dumps({"user_id": USER, "product_id": PRODUCT, "mode": mode})))
    return json.dumps(reply["data"], separators=(",", ":"))


async def main(mode):
    services = {"api": serve_api, "cache": serve_table(CACHE_DATA, CACHE, "MISS"),
                "db": serve_table(DB_DATA, DB, "NOT_FOUND")}
    servers = []
    for name, handle in services.items():
        server = await asyncio.start_server(handle, "127.0.0.1", 0, backlog=BACKLOG)
        ports[name] = server.sockets[0].getsockname()[1]
        servers.append(server)
    answers = await asyncio.gather(*(ask(mode) for _ in range(CLIENTS)))
    for server in servers:
        server.close()
    return answers[0]


variants = {"sequential": lambda: main("sequential"), "concurrent": lambda: main("concurrent")}


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
