"""A chat room with a slow reader: each handler writes to all, and a queue and a writer for each member."""
import asyncio
import socket
import time

PHOTOS, QUEUE = 8, 2
EVERY, SLOW = 0.200, 0.750  # seconds
FULL = "newest"  # what becomes of a photo for which a queue has no room
choices = {"full": ["newest", "oldest", "disconnect"]}
size = 300_000  # bytes of a photo: more than what these sockets hold


class Room:
    def __init__(self, queues):
        self.members = {}  # writers, and their queues where there are any
        self.queues = queues

    async def serve(self, reader, writer):
        await reader.readline()
        small(writer, socket.SO_SNDBUF)
        writer.write(b"welcome\n")
        self.members[writer] = asyncio.Queue(QUEUE)
        host = len(self.members) == 1
        if self.queues:
            asyncio.create_task(self.write(writer, self.members[writer]))
        while said := await reader.readline():  # [7]
            others = [member for member in self.members if member is not writer]
            if self.queues:
                self.queue_for_all(said.ljust(size, b"\0"), others)
            else:
                await self.write_to_all(said.ljust(size, b"\0"), others)
        self.members.pop(writer)
        for member in self.members if host else []:
            if self.queues:
                asyncio.create_task(self.members[member].put(None))  # the end, once there is room
            else:
                member.close()
        writer.close()

    async def write_to_all(self, photo, members):
        for member in members:
            member.write(photo)
            await member.drain()  # [8]

    def queue_for_all(self, photo, members):
        for member in members:
            queue = self.members[member]
            try:
                queue.put_nowait(photo)
            except asyncio.QueueFull:
                if FULL == "oldest":
                    queue.get_nowait()
                    queue.put_nowait(photo)
                elif FULL == "disconnect":
                    member.transport.abort()

    async def write(self, writer, queue):
        try:
            while photo := await queue.get():  # [9]
                writer.write(photo)
                await writer.drain()  # [10]
        except ConnectionError:
            pass
        writer.close()


def small(writer, *options):
    """Have a connection hold less than a photo, as the page's model does. The system's buffers would take 4 MB."""
    for option in options:
        writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, option, 32768)
    writer.transport.set_write_buffer_limits(0)


async def run(queues):
    server = await asyncio.start_server(Room(queues).serve, "127.0.0.1", 0)
    start = time.perf_counter()
    late = eve = 0

    async def join(name):
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname(), limit=1)
        small(writer, socket.SO_RCVBUF)
        writer.write(f"{name}\n".encode())
        await reader.readexactly(len("welcome\n"))
        return reader, writer

    async def listen(name, reader, writer):
        nonlocal late, eve
        try:
            while True:
                photo = (await reader.readexactly(size)).decode().split("\n")[0]  # [5]
                sent = (int(photo.split()[1]) - 1) * EVERY
                if name == "Eve":
                    eve += 1
                else:
                    print(name, photo)
                if name != "Eve" and time.perf_counter() - start - sent > 0.100:
                    late += 1
                await asyncio.sleep(SLOW if name == "Eve" else 0)  # [6]
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async with asyncio.TaskGroup() as tasks:  # [1]
        _, ann = await join("Ann")  # [2]
        for name in "Bob", "Eve", "Dan":
            tasks.create_task(listen(name, *await join(name)))  # [3]
        for i in range(PHOTOS):
            await asyncio.sleep(start + i * EVERY - time.perf_counter())  # [4]
            ann.write(f"photo {i + 1}\n".encode())
        ann.close()
    seconds = time.perf_counter() - start
    server.close()
    return seconds, f"{late} of {2 * PHOTOS} late, Eve got {eve}"


variants = {"direct": lambda: run(False), "queued": lambda: run(True)}


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
        tell(await result)  # what still runs is cancelled by asyncio.run after that

    try:
        result = variant()
        asyncio.run(main(result)) if asyncio.iscoroutine(result) else tell(result)
    except NotImplementedError as why:
        print(json.dumps({name: {"skipped": str(why)}}), flush=True)


configure("&".join(sys.argv[1:]))
if __name__ == "__main__":
    for name in variants:
        play(name, variants[name])
