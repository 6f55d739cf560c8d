import asyncio


async def serve(reader, writer):
    while line := await reader.readline():
        await asyncio.sleep(.005)
        writer.write(line.upper())
        await writer.drain()
    writer.close()


async def ask(port, text):
    reader, writer = await asyncio.open_connection('127.0.0.1', port)
    writer.write(text)
    answer = await reader.readline()
    writer.write_eof()
    print(answer, await reader.read())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, '127.0.0.1', 0)
    port = server.sockets[0].getsockname()[1]
    await ask(port, b'one\n')
    await ask(port, b'two\n')
    server.close()
    await asyncio.sleep(.01)
    try:
        await ask(port, b'three\n')
    except ConnectionRefusedError as e:
        print(type(e).__name__)


asyncio.run(main())
