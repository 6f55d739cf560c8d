"""A morning's work, with machines: one thing at a time, and as soon as possible."""
import asyncio
import json
import time

# seconds; one stands for ten minutes
WASH, HANG_OUT = 4.5, 1.0
KETTLE, MAKE_TEA = 2.0, 0.5
TOAST, SPREAD = 1.5, 0.5
ONE_COOK = False


async def laundry():
    await asyncio.sleep(WASH)  # [5]
    return await hands(HANG_OUT, "laundry on the line")


async def tea():
    await asyncio.sleep(KETTLE)  # [6]
    return await hands(MAKE_TEA, "tea")


async def toast_with_butter():
    await asyncio.sleep(TOAST)  # [7]
    return await hands(SPREAD, "toast with butter")


async def hands(seconds, done):
    if ONE_COOK:
        # nobody else gets the cook
        time.sleep(seconds)  # [8]
    else:
        # there is a helper for it
        await asyncio.sleep(seconds)  # [9]
    print(done)
    return done


async def one_at_a_time():
    return [
        await laundry(),  # [1]
        await tea(),  # [2]
        await toast_with_butter(),  # [3]
    ]


async def as_soon_as_possible():
    return await asyncio.gather(laundry(), tea(), toast_with_butter())  # [4]


def timed(main):
    start = time.perf_counter()
    result = ", ".join(asyncio.run(main()))
    return {"seconds": round(time.perf_counter() - start, 3), "result": result}


if __name__ == "__main__":
    print(json.dumps({"sequential": timed(one_at_a_time), "concurrent": timed(as_soon_as_possible)}))
