import asyncio


class Account:
    def __init__(self):
        self.lock = asyncio.Lock()
        self.balance = 10

    async def take(self, n):
        async with self.lock:
            balance = self.balance
            await asyncio.sleep(.005)
            self.balance = balance - n


async def main():
    account = Account()
    await asyncio.gather(*[account.take(n) for n in (1, 2, 3)])
    print(account.balance, account.lock.locked(), repr(account.lock)[-11:])
    try:
        account.lock.release()
    except RuntimeError as e:
        print(e)
    await account.lock.acquire()
    task = asyncio.create_task(account.lock.acquire())
    await asyncio.sleep(0)
    account.lock.release()
    print(await task)


asyncio.run(main())
