"""Three servers with latencies of their own, asked one after another and all at once."""
import asyncio
import time

LATENCIES = {"users": 0.06, "orders": 0.25, "stock": 0.12}


async def serve(name, latency):
    async def handle(reader, writer):
        while line := await reader.readline():
            await asyncio.sleep(latency)
            writer.write(f"{name}: {line.decode().strip().upper()}\n".encode())
            await writer.drain()
        writer.close()

    return await asyncio.start_server(handle, "127.0.0.1", 0)


async def ask(server, question):
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(question.encode() + b"\n")
    await writer.drain()
    answer = (await reader.readline()).decode().strip()
    writer.close()
    await writer.wait_closed()
    return answer


async def main():
    servers = [await serve(name, latency) for name, latency in LATENCIES.items()]
    begin = time.perf_counter()
    for server in servers:
        print(await ask(server, "hello"))
    print(f"one after another: {time.perf_counter() - begin:.2f} s")
    begin = time.perf_counter()
    for answer in await asyncio.gather(*(ask(server, "hello") for server in servers)):
        print(answer)
    print(f"all at once: {time.perf_counter() - begin:.2f} s")
    for server in servers:
        server.close()


asyncio.run(main())
