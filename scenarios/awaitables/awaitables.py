"""Four things that can be awaited, in turn and gathered, and one that cannot."""
import asyncio
import json
import time

COROUTINE, TASK, FUTURE, OBJECT = 0.1, 0.1, 0.0, 0.5  # seconds
FIFTH = 42  # or "tea", or named: a function that nobody called


class Timer:
    """An object with an await of its own."""

    def __await__(self):
        yield from asyncio.sleep(OBJECT).__await__()  # [7]
        return "object"


async def named(name, wait):
    await asyncio.sleep(wait)  # [6]
    return name


def settle(future):
    for _ in range(2):
        try:
            future.set_result("future")
            print("future set")
        except asyncio.InvalidStateError as error:
            print("InvalidStateError:", error)


def reply():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    if FUTURE == 0:
        settle(future)
    else:
        loop.call_later(FUTURE, settle, future)  # [8]
    return future


async def refused():
    try:
        await FIFTH
    except TypeError as error:
        print("TypeError:", error)


async def sequential():
    future = reply()
    first = await named("coroutine", COROUTINE)  # [1]
    second = await asyncio.create_task(named("task", TASK))  # [2]
    third = await future  # [3]
    fourth = await Timer()  # [4]
    await refused()
    return ", ".join([first, second, third, fourth])


async def concurrent():
    future = reply()
    got = await asyncio.gather(  # [5]
        named("coroutine", COROUTINE),
        asyncio.create_task(named("task", TASK)),
        future,
        Timer())
    await refused()
    return ", ".join(got)


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({main.__name__: timed(main) for main in (sequential, concurrent)}))
