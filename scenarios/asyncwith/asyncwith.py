"""An asynchronous context manager: left well, left by an error, and never entered."""
import asyncio
import json
import time

ENTER, BODY, RAISE, EXIT = 0.2, 0.6, 0.3, 0.2  # seconds
SWALLOW = False


class Kitchen:
    async def __aenter__(self):
        print("enter")
        await asyncio.sleep(ENTER)  # [4]
        return self

    async def __aexit__(self, kind, problem, traceback):
        print("exit:", "no error" if problem is None else f"sees {problem}")
        await asyncio.sleep(EXIT)  # [5]
        return SWALLOW


class Careless(Kitchen):
    def __aenter__(self):  # somebody forgot the async
        return self


async def cook():
    print("body")
    await asyncio.sleep(BODY)  # [6]
    return "dinner"


async def drop():
    print("body")
    await asyncio.sleep(RAISE)  # [7]
    raise RuntimeError("the pan dropped")


async def dinner(manager, body):
    result = None
    try:
        async with manager:  # [1]
            result = await body()  # [2]
        # however the block is left, __aexit__ is awaited here
        # [3]
    except Exception as error:
        print("caller:", error)
        return "no dinner, and an error"
    return result or "no dinner, and no error"


def timed(manager, body):
    start = time.perf_counter()
    result = asyncio.run(dinner(manager, body))
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({
        "well": timed(Kitchen(), cook),
        "raises": timed(Kitchen(), drop),
        "not-awaitable": timed(Careless(), cook),
    }))
