"""Two naps, in turn and at once."""
import asyncio
import json
import time

NAP = 1.0  # seconds


async def nap():
    await asyncio.sleep(NAP)  # [4]
    return "rested"


async def in_turn():
    await nap()  # [1]
    return await nap()  # [2]


async def at_once():
    rested, _ = await asyncio.gather(nap(), nap())  # [3]
    return rested


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"in-turn": timed(in_turn), "at-once": timed(at_once)}))
