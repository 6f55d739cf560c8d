"""Measures what CPython charges for tasks, threads, processes and sockets, for engine/profiles.go.

    python3 tools/calibrate/cpython.py [rounds]

Every number is processor time (user and system), not time that passes, so that a busy machine disturbs it
little: by its caches, not by its queues. Prints what was measured and the fields of engine.Costs made of the
medians, in nanoseconds and bytes. Needs Linux: /proc and fork.

asyncio and threads share the costs of the sockets: those are the system's, and a loop under load finds many
events at one look, so that its own share is small. It is not where events come one at a time: compare
loop_server.answer with plain_server.answer. Threads pay for each call that blocks, in Resume.
"""

import asyncio
import json
import multiprocessing
import os
import platform
import resource
import socket
import statistics
import sys
import threading

KIB = 1024


def cpu(*who):
    """Processor time of this process (or who) in ns."""
    used = [resource.getrusage(w) for w in who or (resource.RUSAGE_SELF,)]
    return sum(u.ru_utime + u.ru_stime for u in used) * 1e9


def per(n, work, *who):
    before = cpu(*who)
    work()
    return (cpu(*who) - before) / n


# asyncio: switching and making tasks.


def resume(n=20_000):
    async def turns():
        for _ in range(n // 2):
            await asyncio.sleep(0)

    async def main():
        await asyncio.gather(turns(), turns())

    return per(n, lambda: asyncio.run(main()))


def spawn(n=5_000):
    async def nothing():
        pass

    async def main():
        await asyncio.gather(*[asyncio.create_task(nothing()) for _ in range(n)])

    return per(n, lambda: asyncio.run(main()))  # its one turn is taken off in main


# Threads and processes.


def spawn_thread(n=500):
    """A thread among n that wait, with its end."""

    def threads():
        gate = threading.Event()
        made = [threading.Thread(target=gate.wait) for _ in range(n)]
        for thread in made:
            thread.start()
        gate.set()
        for thread in made:
            thread.join()

    return per(n, threads)


def switch_thread(n=5_000):
    here, there = threading.Lock(), threading.Lock()
    here.acquire()
    there.acquire()

    def answer():
        for _ in range(n // 2):
            there.acquire()
            here.release()

    def ask():
        other = threading.Thread(target=answer)
        other.start()
        for _ in range(n // 2):
            there.release()
            here.acquire()
        other.join()

    return per(n, ask)


def stack(n=200):
    """Bytes of memory that a thread holds which does nothing."""
    gate = threading.Event()
    before = resident()
    threads = [threading.Thread(target=gate.wait) for _ in range(n)]
    for thread in threads:
        thread.start()
    held = resident() - before
    gate.set()
    for thread in threads:
        thread.join()
    return held / n


def resident():
    with open("/proc/self/statm") as f:
        return int(f.read().split()[1]) * resource.getpagesize()


def spawn_process(n=20):
    def processes():
        for _ in range(n):
            process = multiprocessing.get_context("fork").Process(target=int)
            process.start()
            process.join()

    return per(n, processes, resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def copy_kib(n=200, size=256 * KIB):
    """What multiprocessing charges for bytes: pickling, the pipe, and unpickling in the other thread."""
    near, far = multiprocessing.Pipe()
    data = bytes(size)

    def copies():
        reader = threading.Thread(target=lambda: [far.recv() for _ in range(n)])
        reader.start()
        for _ in range(n):
            near.send(data)
        reader.join()

    return per(n * size / KIB, copies)


# Sockets: one client connects n times, then asks and listens on all connections in turn. The server is a
# process of its own, so that each side's time is its own.


def plain_server(listener, n, asks):
    """Accepts, and then does what it is asked for in the client's order: nothing waits but the process."""
    conns = [listener.accept()[0] for _ in range(n)]
    for _ in range(asks):
        for conn in conns:
            conn.sendall(conn.recv(4096))
    for conn in conns:
        conn.close()


async def loop_handler(loop, conn, asks):
    with conn:
        for _ in range(asks):
            await loop.sock_sendall(conn, await loop.sock_recv(conn, 4096))


async def accept_tasks(listener, n, asks):
    loop = asyncio.get_running_loop()
    listener.setblocking(False)
    tasks = []
    for _ in range(n):
        conn, _ = await loop.sock_accept(listener)
        conn.setblocking(False)
        tasks.append(asyncio.create_task(loop_handler(loop, conn, asks)))
    await asyncio.gather(*tasks)


def loop_server(listener, n, asks):
    asyncio.run(accept_tasks(listener, n, asks))


def thread_handler(conn, asks):
    with conn:
        for _ in range(asks):
            conn.sendall(conn.recv(4096))


def thread_server(listener, n, asks):
    threads = []
    for _ in range(n):
        conn, _ = listener.accept()
        threads.append(threading.Thread(target=thread_handler, args=(conn, asks)))
        threads[-1].start()
    for thread in threads:
        thread.join()


def client(address, n, asks):
    conns = [socket.create_connection(address) for _ in range(n)]
    for _ in range(asks):
        for conn in conns:
            conn.sendall(b"x" * 64)
        for conn in conns:
            conn.recv(4096)
    for conn in conns:
        conn.close()


def session(serve, n, asks):
    """Runs both sides; returns the client's and the server's processor time for each connection."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=4096)
    child = os.fork()
    if child == 0:
        serve(listener, n, asks)
        os._exit(0)
    mine = per(n, lambda: client(listener.getsockname(), n, asks))
    _, _, used = os.wait4(child, 0)
    listener.close()
    return mine, (used.ru_utime + used.ru_stime) * 1e9 / n


def sockets(serve, n=500, few=1, many=9):
    """Returns what each side pays for a connection, and for receiving and sending a message once."""
    dialler, acceptor = session(serve, n, few)
    dialler_more, acceptor_more = session(serve, n, many)
    ask = (dialler_more - dialler) / (many - few)
    answer = (acceptor_more - acceptor) / (many - few)
    return {"connect": dialler - ask, "accept": acceptor - answer, "ask": ask, "answer": answer}


def measure(rounds):
    single = (resume, spawn, spawn_thread, switch_thread, stack, spawn_process, copy_kib)
    seen = {}
    for _ in range(rounds):
        for f in single:
            seen.setdefault(f.__name__, []).append(f())
        for f in (plain_server, loop_server, thread_server):
            for what, value in sockets(f).items():
                seen.setdefault(f"{f.__name__}.{what}", []).append(value)
    return seen


def profiles(m):
    """The fields of engine.Costs, from medians."""
    message = (m["plain_server.ask"] + m["plain_server.answer"]) / 4
    thread = m["thread_server.accept"] - m["plain_server.accept"]
    common = {
        "Connect": m["plain_server.connect"],
        "Accept": m["plain_server.accept"],
        "Read": message,
        "Write": message,
        "SpawnThread": thread,
        "SwitchThread": m["switch_thread"],
        "SwitchInterval": sys.getswitchinterval() * 1e9,
        "SpawnProcess": m["spawn_process"],
        "CopyKiB": m["copy_kib"],
        "Stack": m["stack"],
        "Cores": os.cpu_count(),
    }
    # A blocked thread that goes on: the system's switch, and the interpreter lock, which 500 want.
    woken = m["thread_server.answer"] - m["plain_server.answer"]
    version = ".".join(platform.python_version_tuple()[:2])
    return {
        f"cpython-{version}-asyncio": {"Resume": m["resume"], "Spawn": m["spawn"] - m["resume"], **common},
        f"cpython-{version}-threads": {"Resume": woken, "Spawn": thread, **common},
    }


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    seen = measure(rounds)
    medians = {name: statistics.median(values) for name, values in seen.items()}
    out = {
        "python": platform.python_version(),
        "load": os.getloadavg()[0],
        "rounds": rounds,
        "measured": {name: {"median": round(medians[name]), "least": round(min(values))} for name, values in seen.items()},
        "profiles": {name: {field: round(v) for field, v in p.items()} for name, p in profiles(medians).items()},
    }
    print(json.dumps(out, indent=1))


if __name__ == "__main__":
    main()
