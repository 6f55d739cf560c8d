"""A network in memory: who listens where. Streams and protocols above its transports are asyncio's own."""
import asyncio
import itertools
import sys

from .transport import End, Socket, Transport

FIRST_PORT = 50_000  # of those who do not care which
LOOPBACK = "127.0.0.1"
WAITS_FOR_CLIENTS = sys.version_info >= (3, 12)  # Server.wait_closed


def address(host):
    return LOOPBACK if host in (None, "", "localhost", "0.0.0.0", "::1", "::") else host


class Network:
    """Who listens where. Hosts answer on all ports."""

    def __init__(self):
        self.reset()

    def reset(self):
        self.servers, self.hosts = {}, {}
        self.ports, self.connections = itertools.count(FIRST_PORT), itertools.count(1)

    def find(self, host, port):
        return self.hosts.get(host) or self.servers.get(port)

    async def connect(self, loop, factory, host, port):
        await _turn(loop)
        server = self.find(host, port)
        there = address(host), port
        if server is None:
            raise ConnectionRefusedError(111, "Connect call failed ('%s', %d)" % there)
        here = LOOPBACK, next(self.ports)
        number = next(self.connections)
        protocol = factory()
        mine = Transport(loop, protocol, here, there, End(number, "dialled", *there))
        its = Transport(server.get_loop(), None, there, here, End(number, "accepted", *there, server.outside), server)
        mine.peer, its.peer = its, mine
        mine.end.opened("opened")
        loop.call_soon(protocol.connection_made, mine)
        its.loop.call_soon(server.accept, its)
        await _turn(loop)
        return mine, protocol

    def listen(self, loop, factory, host, port, start):
        port = port or next(self.ports)
        if port in self.servers:
            text = "error while attempting to bind on address ('%s', %d): address already in use"
            raise OSError(98, text % (address(host), port))
        server = Server(loop, factory, address(host), port)
        if start:
            server.start()
        return server


async def _turn(loop):
    """Waits as for a socket, which is ready in the loop's next turn."""
    waiter = loop.create_future()
    loop.call_soon(waiter.set_result, None)
    await waiter


network = Network()


class Server(asyncio.AbstractServer):
    outside = False

    def __init__(self, loop, factory, host, port):
        self._loop, self._factory, self._name = loop, factory, (host, port)
        self._open = {}  # connections, in the order they were accepted
        self._serving = self._closed = False
        self._waiters, self._forever = [], None

    def start(self):
        network.servers[self._name[1]] = self
        self._serving = True

    def accept(self, transport):
        if not self._serving:
            transport.abort()
            return
        transport.protocol = self._factory()
        self._open[transport] = None
        transport.end.opened("accepted")
        transport.protocol.connection_made(transport)
        transport.deliver()

    def lost(self, transport):
        self._open.pop(transport, None)
        self._wake()

    def _wake(self):
        if self._closed and not (self._open and WAITS_FOR_CLIENTS):
            for waiter in self._waiters:
                if not waiter.done():
                    waiter.set_result(None)
            self._waiters.clear()

    @property
    def sockets(self):
        return (Socket(self._name),) if self._serving else ()

    def get_loop(self):
        return self._loop

    def is_serving(self):
        return self._serving

    def close(self):
        if self._closed:
            return
        self._serving, self._closed = False, True
        network.servers.pop(self._name[1], None)
        if self._forever is not None and not self._forever.done():
            self._forever.cancel()
        self._wake()

    def close_clients(self):
        for transport in list(self._open):
            transport.close()

    def abort_clients(self):
        for transport in list(self._open):
            transport.abort()

    async def start_serving(self):
        self.start()

    async def serve_forever(self):
        self.start()
        self._forever = self._loop.create_future()
        try:
            await self._forever
        except asyncio.CancelledError:
            self.close()
            await self.wait_closed()
            raise
        finally:
            self._forever = None

    async def wait_closed(self):
        if self._closed and not (self._open and WAITS_FOR_CLIENTS):
            return
        waiter = self._loop.create_future()
        self._waiters.append(waiter)
        await waiter

    async def __aenter__(self):
        return self

    async def __aexit__(self, *_):
        self.close()
        await self.wait_closed()
