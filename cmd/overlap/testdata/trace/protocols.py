import asyncio


class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)
        self.transport.close()

    def connection_lost(self, error):
        print('lost', error)


async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(bytearray(b'raw'))
    print(await reader.read())
    writer.close()
    await asyncio.sleep(.01)
    try:
        writer.write('text')
    except TypeError as e:
        print(e)
    server.close()


asyncio.run(main())
