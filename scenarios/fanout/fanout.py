"""An API that answers one request with four lookups: one after another, and gathered."""
import asyncio
import json
import time

CACHE_LATENCY, DB_LATENCY = 0.060, 0.250  # seconds
USER, PRODUCT = 2, 20
CACHE = {"user:1": "Alice (cached)", "product:10": "Mechanical Keyboard (cached)"}
DB = {
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


async def main(mode):
    services = {"api": serve_api, "cache": serve_table(CACHE, CACHE_LATENCY, "MISS"),
                "db": serve_table(DB, DB_LATENCY, "NOT_FOUND")}
    servers = []
    for name, handle in services.items():
        server = await asyncio.start_server(handle, "127.0.0.1", 0)
        ports[name] = server.sockets[0].getsockname()[1]
        servers.append(server)
    start = time.perf_counter()
    reply = json.loads(await get("api", json.dumps({"user_id": USER, "product_id": PRODUCT, "mode": mode})))
    seconds = time.perf_counter() - start
    for server in servers:
        server.close()
    return {"seconds": round(seconds, 3), "result": json.dumps(reply["data"], separators=(",", ":"))}


if __name__ == "__main__":
    print(json.dumps({mode: asyncio.run(main(mode)) for mode in ("sequential", "concurrent")}))
