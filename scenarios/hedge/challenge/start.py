"""Ten requests in a row, each to one of ten replicas."""
import asyncio


async def ask(replica):
    try:
        await asyncio.sleep(2 if replica == 3 else 0.05)
    except asyncio.CancelledError:
        print("replica", replica, "is cancelled")
        raise
    return 42


async def hedged(replica, another):
    return await ask(replica)


async def main():
    answers = [await hedged(n, (n + 1) % 10) for n in range(10)]
    print(answers.count(42), "answers")


asyncio.run(main())
