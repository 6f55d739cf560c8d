"""Services as another program writes them, in asyncio and in threads, and some that answer wrongly. Each prints its name and address."""
import asyncio
import json
import socketserver
import threading

DATA = {"user": "Zoë", "product": "Lamp", "inventory": 3, "recommendations": ["bulb", "shade"]}


async def api(reader, writer):
    request = json.loads(await reader.readline())
    await asyncio.sleep(0.02)
    reply = {"request_id": request["request_id"], "mode": request.get("mode"), "duration_ms": 20, "data": DATA}
    writer.write(json.dumps(reply).encode() + b"\n")


async def echo(reader, writer):
    message = await reader.read(1024)
    await asyncio.sleep(0.02)
    writer.write(message.upper())


async def duplex(reader, writer):
    while piece := await reader.read(4096):
        writer.write(piece)


async def nonsense(reader, writer):
    await reader.read(10)
    writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")


async def bare(reader, writer):
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.0 200 OK\r\n\r\n1")


async def cut(reader, writer):
    await reader.read(10)
    writer.write(b"Bo")


async def endless(reader, writer):
    await reader.read(10)
    writer.write(b"x" * 70000)
    await writer.drain()


async def nothing(reader, writer):
    await reader.read(10)


async def gone(reader, writer):
    pass


class Database(socketserver.StreamRequestHandler):
    """Answers GET, as a server with a thread for each client."""

    def handle(self):
        key = self.rfile.readline().decode().strip().removeprefix("GET ")
        self.wfile.write({"user:2": "Robert"}.get(key, "1").encode() + b"\n")


def closing(serve):
    """Returns a handler that ends the connection after another."""

    async def handle(reader, writer):
        try:
            await serve(reader, writer)
        finally:
            writer.close()

    return handle


async def main():
    threaded = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Database)
    threading.Thread(target=threaded.serve_forever, daemon=True).start()
    print("db", "%s:%d" % threaded.server_address)
    for serve in (api, echo, duplex, nonsense, bare, cut, endless, nothing, gone):
        server = await asyncio.start_server(closing(serve), "127.0.0.1", 0)
        print(serve.__name__, "%s:%d" % server.sockets[0].getsockname())
    print("ready", flush=True)
    await asyncio.Event().wait()


asyncio.run(main())
