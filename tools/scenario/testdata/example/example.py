"""Two steps that wait: one after the other, and at once."""
import asyncio
import json
import time

WAIT = 0.5  # seconds that each step waits


async def step(name):
    await asyncio.sleep(WAIT)  # [4]
    return f"{name} done"


async def in_turn():
    first = await step("first")  # [1]
    second = await step("second")  # [2]
    return f"{first}, {second}"


async def at_once():
    return ", ".join(await asyncio.gather(step("first"), step("second")))  # [3]


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"in-turn": timed(in_turn), "at-once": timed(at_once)}))
