"""Connections that nobody closes, against a database that serves only so many."""
import asyncio
import contextlib
import json
import time

REQUESTS, LIMIT, FAILING = 5, 3, 1
LATENCY, PATIENCE = 0.1, 1.0  # seconds

port = 0
kept = []  # asyncio closes streams that nobody refers to any more; these are referred to


class Refused(Exception):
    pass


async def dropped(question):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [1]
    kept.append((reader, writer))
    writer.write(question.encode() + b"\n")
    answer = await asyncio.wait_for(reader.readline(), PATIENCE)  # [2]
    if answer == b"ERROR\n":
        raise Refused
    return answer


async def closed(question):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [3]
    writer.write(question.encode() + b"\n")
    try:
        answer = await asyncio.wait_for(reader.readline(), PATIENCE)  # [4]
    except TimeoutError:
        writer.close()
        raise
    if answer == b"ERROR\n":
        writer.close()
        raise Refused
    writer.close()
    return answer


@contextlib.asynccontextmanager
async def connection():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)  # [5]
    try:
        yield reader, writer
    finally:
        writer.close()


async def scope(question):
    async with connection() as (reader, writer):
        writer.write(question.encode() + b"\n")
        answer = await asyncio.wait_for(reader.readline(), PATIENCE)  # [6]
        if answer == b"ERROR\n":
            raise Refused
        return answer


async def serve(limit, reader, writer):
    async with limit:
        while question := (await reader.readline()).decode().strip():
            await asyncio.sleep(LATENCY)
            fails = int(question.split()[-1]) <= FAILING
            writer.write(b"ERROR\n" if fails else b"answer to " + question.encode() + b"\n")
        writer.close()


async def each(ask):
    global port
    limit = asyncio.Semaphore(LIMIT)
    server = await asyncio.start_server(lambda r, w: serve(limit, r, w), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    answered = refused = starved = 0
    for n in range(REQUESTS):
        try:
            await ask(f"question {n + 1}")
            answered += 1
        except Refused:
            refused += 1
        except TimeoutError:
            starved += 1
            print(f"question {n + 1} starved")
    seconds = time.perf_counter() - start
    for _, writer in kept:
        writer.close()
    kept.clear()
    server.close()
    return {"seconds": round(seconds, 3), "result": f"answered {answered}, refused {refused}, starved {starved}"}


if __name__ == "__main__":
    print(json.dumps({ask.__name__: asyncio.run(each(ask)) for ask in (dropped, closed, scope)}))
