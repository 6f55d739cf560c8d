"""Three tasks: waiting for one, for an error, for so long."""
import asyncio
import json
import time

TAKES = {"A": 1.0, "B": 2.0, "C": 3.0}  # seconds
FAILING = "B"  # or None
TIMEOUT = 2.0  # seconds
AFTER = 2.5  # seconds that the program does something else after the wait
CANCEL = False  # whether it cancels what is pending


async def task(name):
    await asyncio.sleep(TAKES[name])  # [5]
    if name == FAILING:
        raise RuntimeError(f"{name} failed")
    return name


def start():
    return [asyncio.create_task(task(name), name=name) for name in TAKES]


async def afterwards(tasks, done, pending):
    result = (f"done {', '.join(end(t) for t in tasks if t in done) or 'none'}; "
              f"pending {', '.join(t.get_name() for t in tasks if t in pending) or 'none'}")
    print(result)
    if CANCEL:
        for t in pending:
            t.cancel()
    await asyncio.sleep(AFTER)  # [4]
    return result


def end(done):
    return str(done.exception() or done.result())


async def first_completed():
    tasks = start()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)  # [1]
    return await afterwards(tasks, done, pending)


async def first_error():
    tasks = start()
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)  # [2]
    return await afterwards(tasks, done, pending)


async def all_of_them():
    tasks = start()
    done, pending = await asyncio.wait(tasks, timeout=TIMEOUT)  # [3]
    return await afterwards(tasks, done, pending)


def timed(main):
    start = time.perf_counter()
    result = asyncio.run(main())
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"first-completed": timed(first_completed), "first-error": timed(first_error),
                      "timeout": timed(all_of_them)}))
