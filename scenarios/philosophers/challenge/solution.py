"""Five philosophers round a table, with a fork between any two."""
import asyncio

forks = [asyncio.Lock() for _ in range(5)]


async def philosopher(n):
    first, second = sorted([n, (n + 1) % 5])
    async with forks[first]:
        await asyncio.sleep(0.01)  # looks for the other fork
        async with forks[second]:
            await asyncio.sleep(0.1)
            print(n, "has eaten")


async def main():
    async with asyncio.TaskGroup() as table:
        for n in range(5):
            table.create_task(philosopher(n))


asyncio.run(main())
