"""Two steps that wait: one after the other, and at once."""
import asyncio

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


variants = {"in-turn": in_turn, "at-once": at_once}
