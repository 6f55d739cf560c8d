"""A server of echoes, and a thousand clients at once."""
import asyncio
import sys

CLIENTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000


async def handle(reader, writer):
    data = await reader.readline()
    await asyncio.sleep(0.1)
    writer.write(data)
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(port, number):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{number}\n".encode())
    answer = int(await reader.readline())
    writer.close()
    await writer.wait_closed()
    return answer == number


async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        begin = asyncio.get_running_loop().time()
        right = await asyncio.gather(*(client(port, number) for number in range(CLIENTS)))
        print(sum(right), "right answers after", round(asyncio.get_running_loop().time() - begin, 1), "s")


asyncio.run(main())
