import asyncio
import queue
import threading
import time

inbox, doors = queue.Queue(1), threading.Event()


class Printer(threading.Thread):
    def run(self):
        while (item := inbox.get()) is not None:
            time.sleep(0.01)
            print("printed", item)


def guest(name):
    doors.wait()
    time.sleep(0.02)


def own_loop():
    async def ticks():
        for _ in range(2):
            await asyncio.sleep(0.01)

    asyncio.run(ticks())


def breaks():
    raise ValueError("on purpose")


async def main():
    threads = [Printer(name="printer"), threading.Thread(target=guest, args=("Ann",)), threading.Thread(target=own_loop)]
    for thread in threads:
        thread.start()
    await asyncio.sleep(0.01)
    doors.set()

    def waits_for_all():
        for item in range(3):
            inbox.put(item)
        inbox.put(None)
        for thread in threads:
            thread.join()

    await asyncio.to_thread(waits_for_all)
    broken = threading.Thread(target=breaks)
    broken.start()
    broken.join()


asyncio.run(main())
