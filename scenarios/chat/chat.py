"""A chat room with a slow reader: each handler writes to all, and a queue and a writer for each member."""
import asyncio
import time

PHOTOS, QUEUE = 8, 2
EVERY, SLOW = 0.200, 0.750  # seconds
FULL = "newest"  # what becomes of a photo for which a queue has no room
choices = {"full": ["newest", "oldest", "disconnect"]}


class Connection:
    """A connection that holds less than a photo. As drain() with a socket, a write waits until the photo is read.

    A real socket would do, but hold 4 MB on loopback before it lets anybody wait.
    """

    def __init__(self):
        self.photos = asyncio.Queue()
        self.closed = False

    async def write(self, photo):
        if self.closed:
            raise ConnectionResetError
        self.photos.put_nowait(photo)
        await self.photos.join()

    async def read(self):
        photo = await self.photos.get()
        self.photos.task_done()
        return photo

    def close(self):
        while not self.photos.empty():  # a photo of which only a part has arrived
            self.photos.get_nowait()
            self.photos.task_done()
        self.photos.put_nowait(None)
        self.closed = True


class Room:
    def __init__(self, queues):
        self.members = {}  # their connections, and their queues
        self.queues = queues

    def join(self):
        connection, queue = Connection(), asyncio.Queue(QUEUE)
        self.members[connection] = queue
        if self.queues:
            asyncio.create_task(self.write(connection, queue))
        return connection

    async def serve(self, member, lines):
        while said := await lines.get():  # [7]
            others = [other for other in self.members if other is not member]
            if self.queues:
                self.queue_for_all(said, others)
            else:
                await self.write_to_all(said, others)
        for connection, queue in self.members.items():  # the host has left
            if self.queues:
                await queue.put(None)
            else:
                connection.close()

    async def write_to_all(self, photo, members):
        for member in members:
            await member.write(photo)  # [8]

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
                    member.close()
                    del self.members[member]

    async def write(self, connection, queue):
        try:
            while photo := await queue.get():  # [9]
                await connection.write(photo)  # [10]
            connection.close()
        except ConnectionResetError:
            pass


async def run(queues):
    room, lines = Room(queues), asyncio.Queue()
    start = time.perf_counter()
    late = eve = 0

    async def listen(name, connection):
        nonlocal late, eve
        while photo := await connection.read():  # [5]
            sent = (int(photo.split()[1]) - 1) * EVERY
            if name == "Eve":
                eve += 1
            else:
                print(name, photo)
                late += time.perf_counter() - start - sent > 0.100
            await asyncio.sleep(SLOW if name == "Eve" else 0)  # [6]

    async with asyncio.TaskGroup() as tasks:  # [1]
        tasks.create_task(room.serve(room.join(), lines))  # [2]
        for name in "Bob", "Eve", "Dan":
            tasks.create_task(listen(name, room.join()))  # [3]
        for i in range(PHOTOS):
            await asyncio.sleep(start + i * EVERY - time.perf_counter())  # [4]
            lines.put_nowait(f"photo {i + 1}")
        lines.put_nowait(None)  # Ann leaves
    return time.perf_counter() - start, f"{late} of {2 * PHOTOS} late, Eve got {eve}"


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
