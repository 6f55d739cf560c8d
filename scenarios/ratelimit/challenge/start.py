"""Thirty requests go to a server that counts."""
import asyncio
import time

asked = []  # when


async def ask(n):
    now = time.monotonic()
    if len([at for at in asked if now - at < 0.999]) >= 10:
        print("request", n, "was refused")
        return 0
    asked.append(now)
    await asyncio.sleep(0.05)
    return 1


async def main():
    answers = await asyncio.gather(*(ask(n) for n in range(30)))
    print(sum(answers), "were answered")


asyncio.run(main())
