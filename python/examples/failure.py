"""One of three fails: in gather, in gather with return_exceptions, and in a group."""
import asyncio


async def step(name, seconds, fails=False):
    try:
        await asyncio.sleep(seconds)
        if fails:
            raise ValueError(f"{name} failed")
        print(name, "done")
        return name
    except asyncio.CancelledError:
        print(name, "cancelled")
        raise


def three():
    return step("a", 0.05), step("b", 0.10, fails=True), step("c", 0.20)


async def main():
    try:
        await asyncio.gather(*three())
    except ValueError as error:
        print("gather:", error)
    await asyncio.sleep(0.15)
    print("settled:", await asyncio.gather(*three(), return_exceptions=True))
    try:
        async with asyncio.TaskGroup() as group:
            for coroutine in three():
                group.create_task(coroutine)
    except* ValueError as errors:
        print("group:", [str(error) for error in errors.exceptions])


asyncio.run(main())
