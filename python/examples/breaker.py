"""Calls that fail are tried again, each time later; after three failures in a row a breaker refuses for a while."""
import asyncio
import random
import time


class Breaker:
    def __init__(self, limit, pause):
        self.limit, self.pause, self.failures, self.until = limit, pause, 0, 0.0

    async def call(self, function):
        if time.monotonic() < self.until:
            raise ConnectionError("the breaker is open")
        try:
            result = await function()
        except ConnectionError:
            self.failures += 1
            if self.failures >= self.limit:
                self.until, self.failures = time.monotonic() + self.pause, 0
            raise
        self.failures = 0
        return result


calls = 0


async def flaky():
    global calls
    calls += 1
    await asyncio.sleep(0.02)
    if calls <= 4:
        raise ConnectionError(f"call {calls} failed")
    return f"call {calls} went well"


async def main():
    breaker, wait = Breaker(3, 0.5), 0.05
    chance = random.Random(7)
    for attempt in range(1, 9):
        try:
            print(attempt, await breaker.call(flaky))
            break
        except ConnectionError as error:
            print(attempt, error)
            await asyncio.sleep(wait + chance.uniform(0, 0.01))
            wait *= 2


asyncio.run(main())
