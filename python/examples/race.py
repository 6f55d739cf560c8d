"""A counter that two tasks change: updates are lost, unless a lock is held."""
import asyncio


class Counter:
    def __init__(self):
        self.value, self.lock = 0, asyncio.Lock()

    async def careless(self):
        for _ in range(3):
            value = self.value
            await asyncio.sleep(0.01)
            self.value = value + 1

    async def careful(self):
        for _ in range(3):
            async with self.lock:
                await self.add()

    async def add(self):
        value = self.value
        await asyncio.sleep(0.01)
        self.value = value + 1


async def main():
    counter = Counter()
    await asyncio.gather(counter.careless(), counter.careless())
    print("without:", counter.value)
    counter = Counter()
    await asyncio.gather(counter.careful(), counter.careful())
    print("with:", counter.value)


asyncio.run(main())
