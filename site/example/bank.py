"""Two transfers that lock two accounts in opposite orders, and reports that need not wait for each other."""
import asyncio
import time


class Account:
    def __init__(self, owner):
        self.owner = owner
        self.lock = asyncio.Lock()


async def transfer(source, target, patience):
    async with source.lock:
        await asyncio.sleep(.05)
        async with asyncio.timeout(patience):
            async with target.lock:
                return 'done'


async def report(owner, seconds):
    await asyncio.sleep(seconds)
    print('report for', owner)


async def main():
    ada, bob = Account('ada'), Account('bob')
    print(await asyncio.gather(transfer(ada, bob, .1), transfer(bob, ada, .2), return_exceptions=True))
    await report('ada', .05)
    await report('bob', .1)
    time.sleep(.15)


asyncio.run(main())
