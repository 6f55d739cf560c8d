"""Money goes round between three accounts, each with a lock."""
import asyncio
import random


class Account:
    def __init__(self, name):
        self.name, self.money, self.lock = name, 100, asyncio.Lock()


async def pay(source, target):
    await asyncio.sleep(random.uniform(0, 0.1))
    first, second = sorted([source, target], key=lambda account: account.name)
    async with first.lock:
        await asyncio.sleep(0.1)
        async with second.lock:
            print(source.name, "pays", target.name)
            source.money -= 10
            target.money += 10


async def main():
    ada, bob, cyd = Account("ada"), Account("bob"), Account("cyd")
    await asyncio.gather(pay(ada, bob), pay(bob, ada), pay(bob, cyd), pay(cyd, bob))
    print(f"ada {ada.money}, bob {bob.money}, cyd {cyd.money}")


asyncio.run(main())
