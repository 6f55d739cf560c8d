"""The life of a coroutine: awaited in turn, gathered, and as the generator it is made of."""
import asyncio
import inspect
import json
import time

FIRST, SECOND = 1.0, 0.5  # seconds that a coroutine is suspended
BEFORE = 0.0  # seconds between call and await


async def steps(name):
    print(name, "starts")
    print(name, "suspends")
    await asyncio.sleep(FIRST)  # [1]
    print(name, "resumes")
    print(name, "suspends again")
    await asyncio.sleep(SECOND)  # [2]
    print(name, "is done")


def states(a, b):
    a, b = (inspect.getcoroutinestate(c).removeprefix("CORO_").lower() for c in (a, b))
    return f"A is {a}, B is {b}"


async def sequential():
    a, b = steps("A"), steps("B")
    await asyncio.sleep(BEFORE)  # [3]
    print(states(a, b))
    await a  # [4]
    print(states(a, b))
    await b  # [5]
    return states(a, b)


async def concurrent():
    a, b = steps("A"), steps("B")
    await asyncio.sleep(BEFORE)  # [6]
    print(states(a, b))
    await asyncio.gather(a, b)  # [7]
    return states(a, b)


def steps_by_hand():
    x = yield FIRST
    y = yield SECOND
    return 2 * x + y


def generator():
    a = steps_by_hand()
    print("A is", inspect.getgeneratorstate(a))
    wait = a.send(None)
    for value in 5, 7:
        print("A is", inspect.getgeneratorstate(a))
        time.sleep(wait)  # [8]
        try:
            wait = a.send(value)
        except StopIteration as end:
            result = end.value
    print("A is", inspect.getgeneratorstate(a))
    try:
        a.send(9)
    except StopIteration:
        return f"A returned {result} and cannot be resumed again"


def timed(run):
    start = time.perf_counter()
    result = run()
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({
        "sequential": timed(lambda: asyncio.run(sequential())),
        "generator": timed(generator),
        "concurrent": timed(lambda: asyncio.run(concurrent())),
    }))
