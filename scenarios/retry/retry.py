"""A client calls a service that fails: no retry, a fixed delay, exponential back-off, and jitter."""
import asyncio
import json
import time

LATENCY = 0.1  # seconds
TRIES = 4
DELAY = 0.1  # seconds before the first retry
# What seed 0 draws for [random.random() < 0.7 for _ in range(TRIES)]
FAILS = [True, True, True, False]
# and for [random.uniform(0, DELAY * 2**i) for i in range(TRIES - 1)]
JITTER = [0.0214, 0.1496, 0.0911]
CLIENTS = 1


class Failed(Exception):
    pass


async def call(fails):
    await asyncio.sleep(LATENCY)  # [4]
    if fails:
        raise Failed


async def client(tries, delay):
    for failures in range(tries):
        if failures > 0:
            await asyncio.sleep(delay(failures))  # [3]
        try:
            await call(FAILS[failures])  # [2]
            print("ok")
            return True, failures + 1
        except Failed:
            pass
    print("gave up")
    return False, tries


async def run(tries, delay=None):
    ends = await asyncio.gather(*(client(tries, delay) for _ in range(CLIENTS)))  # [1]
    ok, calls = ends[0]
    return f"{'ok' if ok else 'gave up'} after {calls} call{'s' if calls > 1 else ''}"


async def none():
    return await run(1)


async def fixed():
    return await run(TRIES, lambda failures: DELAY)


async def exponential():
    return await run(TRIES, lambda failures: DELAY * 2 ** (failures - 1))


async def jitter():
    return await run(TRIES, lambda failures: JITTER[failures - 1])


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    variants = {"none": none, "fixed": fixed, "exponential": exponential, "jitter": jitter}
    print(json.dumps({name: timed(main) for name, main in variants.items()}))
