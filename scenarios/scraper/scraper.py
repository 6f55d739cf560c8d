"""Eight pages of one host: three rate limiters and what they promise."""
import asyncio
import random
import time

PAGES = {"1": "/json", "2": "/get", "3": "/headers", "4": "/status/200", "5": "/html",
         "6": "/delay/1", "7": "/delay/2", "8": "/status/429"}
DELAY, AT_ONCE = 0.5, 3  # seconds between requests, and how many pages at the same time
RETRIES, BACK_OFF, JITTER = 3, 1.0, 1.0
RETRY_AFTER = 1


class Crawl:
    def __init__(self, honour=False):
        self.permits = asyncio.Semaphore(AT_ONCE)
        self.start = time.monotonic()
        self.last, self.next = -DELAY, 0
        self.honour = honour
        self.went, self.early = None, False  # when the last request went, and whether that was too early
        self.requests = 0

    def now(self):
        return time.monotonic() - self.start

    async def get(self, path):
        self.requests += 1
        print(path, "request")
        self.keep_rule(path)
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        head, *fields = (await reader.read()).decode().splitlines()
        writer.close()
        if " 429 " in head:
            print(path, "429")
        return int(head.split()[1]), dict(line.split(": ") for line in fields if line)

    def keep_rule(self, path):
        early, self.went = self.went is not None and self.now() < self.went + DELAY - 1e-6, self.now()
        if early != self.early:
            print(path, "delay →", "too early" if early else "kept")
        self.early = early

    async def naively(self, path):
        await self.permits.acquire()  # [1]
        try:
            for attempt in range(RETRIES + 1):
                wait = self.last + DELAY - self.now()
                if wait > 0:  # others look here while this one sleeps
                    await asyncio.sleep(wait)  # [2]
                self.last = self.now()
                status, headers = await self.get(path)  # [3]
                if status != 429 or attempt == RETRIES:
                    return status
                await self.ask_again(path, self.back_off(attempt))  # [4]
        finally:
            self.permits.release()

    async def politely(self, path):
        for attempt in range(RETRIES + 1):
            status, headers = await self.in_slot(path)  # [5]
            if status != 429 or attempt == RETRIES:
                return status
            wait = self.back_off(attempt)
            if self.honour:
                wait = int(headers["Retry-After"])
            await self.ask_again(path, wait)  # [6]

    async def in_slot(self, path):
        await self.permits.acquire()  # [7]
        try:
            slot = max(self.next, self.now())
            self.next = slot + DELAY
            await asyncio.sleep(slot - self.now())  # [8]
            return await self.get(path)  # [9]
        finally:
            self.permits.release()

    def back_off(self, attempt):
        return BACK_OFF * 2 ** attempt + round(random.random() * JITTER, 3)

    async def ask_again(self, path, wait):
        print(f"{path} refused, asks again in {spoken(wait)}")
        await asyncio.sleep(wait)

    async def scrape(self, fetch):
        statuses = await asyncio.gather(*map(fetch, PAGES.values()))  # [10]
        ok = sum(200 <= status < 300 for status in statuses)
        retries = self.requests - len(PAGES)
        return f"{self.requests} requests, {ok} ok, {len(PAGES) - ok} failed, {retries} retries"


async def naive():
    crawl = Crawl()
    return await crawl.scrape(crawl.naively)


async def slots():
    crawl = Crawl()
    return await crawl.scrape(crawl.politely)


async def retry_after():
    crawl = Crawl(honour=True)
    return await crawl.scrape(crawl.politely)


async def serve(reader, writer):
    request = await reader.readuntil(b"\r\n\r\n")
    kind, _, number = request.decode().split()[1].strip("/").partition("/")
    if kind == "delay":
        await asyncio.sleep(float(number))
    status = number if kind == "status" else 200
    fields = f"Content-Length: 0\r\nConnection: close\r\nRetry-After: {RETRY_AFTER}"
    writer.write(f"HTTP/1.1 {status} \r\n{fields}\r\n\r\n".encode())
    writer.close()


async def served(main):
    global port
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    result = await main()
    server.close()
    return result


def spoken(seconds):
    if seconds >= 59.95:
        minutes, rest = divmod(round(seconds), 60)
        return f"{minutes} min" + (f" {rest} s" if rest else "")
    return f"{seconds:.3g} s" if seconds >= 0.9995 or seconds < 1e-6 else f"{seconds * 1000:.3g} ms"


variants = {"naive": lambda: served(naive), "slots": lambda: served(slots), "retry-after": lambda: served(retry_after)}


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
