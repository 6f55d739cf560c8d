"""A client hangs up in the middle of a transfer."""
import asyncio

money = {"a": 100, "b": 0}


async def move():
    await asyncio.sleep(0.1)
    money["a"] -= 100
    print("a has", money["a"])
    await asyncio.sleep(0.1)
    money["b"] += 100
    print("b has", money["b"])


begun = []


async def transfer():
    work = asyncio.create_task(move())
    begun.append(work)
    await asyncio.shield(work)


async def main():
    request = asyncio.create_task(transfer())
    await asyncio.sleep(0.15)
    request.cancel()
    try:
        await request
    except asyncio.CancelledError:
        print("the client has left")
    await asyncio.gather(*begun)
    print(f"a {money['a']}, b {money['b']}")
    if sum(money.values()) != 100:
        print("something is wrong")


asyncio.run(main())
