"""The smallest coroutine there is: alone, before another one, and beside it."""
import asyncio
import json
import time

ADA, BOB = 1.0, 0.5  # seconds between hello and goodbye


async def greet(name, wait):
    print("hello,", name)
    await asyncio.sleep(wait)  # [1]
    print("goodbye,", name)
    return name


async def one():
    return "greeted " + await greet("Ada", ADA)  # [2]


async def sequential():
    ada = await greet("Ada", ADA)  # [3]
    bob = await greet("Bob", BOB)  # [4]
    return f"greeted {ada} and {bob}"


async def concurrent():
    ada, bob = await asyncio.gather(greet("Ada", ADA), greet("Bob", BOB))  # [5]
    return f"greeted {ada} and {bob}"


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({main.__name__: timed(main) for main in (one, sequential, concurrent)}))
