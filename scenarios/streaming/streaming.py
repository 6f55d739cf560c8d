"""Ten thousand items: collected first, and processed as they come."""
import asyncio
import json
import time

ITEMS, PAGE = 10_000, 100
PAUSE = 0.001  # seconds after each page
WANTED = 0  # how many results are enough; 0 is all


async def items():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [3]
    try:
        while line := await reader.readline():  # [4]
            for item in line.split():  # the feed sends a page to a line
                yield int(item)
    finally:
        writer.close()


async def load_all():
    everything = [item async for item in items()]  # [1]
    held = len(everything)
    count = total = 0
    for item in everything:
        count, total = count + 1, total + 2 * item
        if count == WANTED:
            break
    return f"count {count}, total {total}, {held} held at most"


async def stream():
    count = total = held = 0
    async for item in items():  # [2]
        held = max(held, 1)
        count, total = count + 1, total + 2 * item
        if count == WANTED:
            break
    return f"count {count}, total {total}, {held} held at most"


async def feed(reader, writer):
    then = time.perf_counter()
    for first in range(0, ITEMS, PAGE):
        page = range(first, min(first + PAGE, ITEMS))
        writer.write((" ".join(map(str, page)) + "\n").encode())
        then += PAUSE  # not from now on: delays must not add up
        await asyncio.sleep(then - time.perf_counter())
    writer.close()


async def timed(main):
    global port
    server = await asyncio.start_server(feed, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    result = await main()
    seconds = time.perf_counter() - start
    server.close()
    return {"seconds": round(seconds, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"load-all": asyncio.run(timed(load_all)), "stream": asyncio.run(timed(stream))}))
