"""A client asks until it is answered."""
import asyncio
import time

begin = time.monotonic()
calls = 0


async def ask():
    global calls
    calls += 1
    print("call", calls)
    if calls > 20:
        raise PermissionError("banned: too many calls")
    await asyncio.sleep(0.02)
    if time.monotonic() - begin < 1:
        raise ConnectionError("busy")
    return 42


async def patient():
    pause = 0.1
    while True:
        try:
            return await ask()
        except ConnectionError:
            await asyncio.sleep(pause)
            pause *= 2


async def main():
    print("got", await patient())


asyncio.run(main())
