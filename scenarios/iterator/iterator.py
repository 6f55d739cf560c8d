"""An async iterator over lines: one that suspends while it waits, and one that does not."""
import asyncio
import json
import time

LINES = 5
GAP, BEAT = 0.100, 0.010  # seconds


class Stream:
    def __init__(self, arrival):
        self.read, self.left, self.arrival = 0, LINES, arrival

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.left == 0:
            raise StopAsyncIteration
        await self.arrival()
        self.left -= 1
        self.read += 1
        return f"line {self.read}"


async def arrive():
    await asyncio.sleep(GAP)  # [3]


async def block():
    # async def alone suspends nothing
    time.sleep(GAP)  # [4]


beats = 0


async def heartbeat():
    global beats
    while True:
        await asyncio.sleep(BEAT)  # [1]
        beats += 1


async def read(arrival):
    global beats
    beats = lines = 0
    heart = asyncio.create_task(heartbeat())
    async for line in Stream(arrival):  # [2]
        lines += 1
        print(line)
    print(f"the end: the heart beat {beats} times")
    heart.cancel()
    return f"lines: {lines}, reads: {lines + 1}"


def timed(arrival):
    start = time.perf_counter()
    result = asyncio.run(read(arrival))
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"suspending": timed(arrive), "blocking": timed(block)}))
