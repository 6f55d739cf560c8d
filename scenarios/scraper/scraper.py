"""Eight pages of one host: three rate limiters and what they promise."""
import asyncio
import json
import time

PAGES = ["/json", "/get", "/headers", "/status/200", "/html", "/delay/1", "/delay/2", "/status/429"]
DELAY, AT_ONCE, RETRIES, BACK_OFF, RETRY_AFTER = 0.5, 3, 3, 1.0, 1
JITTER = [0.653, 0.702, 0.982]  # random.uniform(0, 1), one for each retry


class Crawl:
    def __init__(self, honour=False):
        self.permits = asyncio.Semaphore(AT_ONCE)
        self.start = time.monotonic()
        self.last, self.next = -DELAY, 0
        self.honour = honour
        self.requests = 0

    def now(self):
        return time.monotonic() - self.start

    async def get(self, path):
        self.requests += 1
        print(f"{self.now():5.2f} s  GET {path}")
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
        head, *fields = (await reader.read()).decode().splitlines()
        writer.close()
        return int(head.split()[1]), dict(line.split(": ") for line in fields if line)

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
                await asyncio.sleep(self.back_off(attempt))  # [4]
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
            await asyncio.sleep(wait)  # [6]

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
        return BACK_OFF * 2 ** attempt + JITTER[attempt]

    async def scrape(self, fetch):
        statuses = await asyncio.gather(*map(fetch, PAGES))  # [10]
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


async def timed(main):
    global port
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    result = await main()
    seconds = time.perf_counter() - start
    server.close()
    return {"seconds": round(seconds, 3), "result": result}


if __name__ == "__main__":
    variants = {"naive": naive, "slots": slots, "retry-after": retry_after}
    print(json.dumps({name: asyncio.run(timed(main)) for name, main in variants.items()}))
