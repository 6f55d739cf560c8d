"""Five philosophers round a table, with a fork between any two."""
import asyncio

forks = [asyncio.Lock() for _ in range(5)]


async def philosopher(n):
    async with forks[n]:
        await asyncio.sleep(0.01)  # looks for the other fork
        async with forks[(n + 1) % 5]:
            await asyncio.sleep(0.1)
            print(n, "has eaten")


async def main():
    async with asyncio.TaskGroup() as table:
        for n in range(5):
            table.create_task(philosopher(n))


asyncio.run(main())
