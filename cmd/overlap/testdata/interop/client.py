"""Sends a line, ends its direction, and prints what comes back: client.py sockets|asyncio|trio HOST PORT LINE"""
import asyncio
import socket
import sys


def sockets(host, port, line):
    with socket.create_connection((host, port), timeout=20) as conn:
        conn.sendall(line)
        conn.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: conn.recv(4096), b""))


async def streams(host, port, line):
    reader, writer = await asyncio.open_connection(host, port)
    writer.write(line)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    return answer


async def structured(host, port, line):
    import trio

    with trio.fail_after(20):
        stream = await trio.open_tcp_stream(host, port)
        async with stream:
            await stream.send_all(line)
            await stream.send_eof()
            return b"".join([piece async for piece in stream])


kind, host, port, line = sys.argv[1:]
ask = (host, int(port), line.encode() + b"\n")
if kind == "sockets":
    answer = sockets(*ask)
elif kind == "asyncio":
    answer = asyncio.run(asyncio.wait_for(streams(*ask), 20))
else:
    try:
        import trio
    except ImportError as e:
        sys.exit(f"skip: {e}")
    answer = trio.run(structured, *ask)
sys.stdout.buffer.write(answer)
