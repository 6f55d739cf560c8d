"""Three downloads from a server that takes its time: one by one, and gathered."""
import asyncio
import json
import time

FILES = {"1": 2, "2": 2, "3": 2}  # seconds until the server answers


async def get(path):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    answer = await reader.read()  # until the server closes the connection
    writer.close()
    version, status, reason = answer.decode().splitlines()[0].split(maxsplit=2)
    return int(status)


async def download(name, seconds):
    status = await get(f"/delay/{seconds}")  # [3]
    print(f"file {name}: {status}")
    return f"file {name}"


async def one_by_one():
    complete = []
    for name, seconds in FILES.items():
        done = await download(name, seconds)  # [1]
        complete.append(done)
    return complete


async def gathered():
    requests = [download(name, seconds) for name, seconds in FILES.items()]
    return await asyncio.gather(*requests)  # [2]


async def serve(reader, writer):
    request = await reader.readuntil(b"\r\n\r\n")
    path = request.decode().split()[1]  # GET /delay/2 HTTP/1.1
    await asyncio.sleep(float(path.removeprefix("/delay/")))
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
    writer.close()


async def timed(main):
    global port
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    complete = await main()
    seconds = time.perf_counter() - start
    server.close()
    return {"seconds": round(seconds, 3), "result": f"{len(complete)} complete: {', '.join(complete)}"}


if __name__ == "__main__":
    print(json.dumps({"sequential": asyncio.run(timed(one_by_one)), "gathered": asyncio.run(timed(gathered))}))
