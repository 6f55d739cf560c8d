"""Awaits in a row whose order matters: what they call changes what others see, or each round needs the one before."""
import asyncio

session, lines = {}, []


async def login(name):
    await asyncio.sleep(.02)
    session['user'] = name
    return True


async def inbox():
    await asyncio.sleep(.02)
    return f"mails of {session['user']}"


async def withdraw(account, amount):
    await asyncio.sleep(.02)
    if account['balance'] < amount:
        raise ValueError('too little')
    account['balance'] -= amount
    return account['balance']


async def append(text):
    await asyncio.sleep(.02)
    lines.append(text)


async def note(text):
    await append(text + '.')


async def step(n):
    await asyncio.sleep(.02)
    return n * 2


async def main():
    entered = await login('ada')
    mails = await inbox()
    print(entered, mails)
    account = {'balance': 100}
    once = await withdraw(account, 70)
    twice = await withdraw(account, 30)
    print(once, twice)
    await append('first')
    await append('second')
    for text in 'third', 'fourth':
        await note(text)
    values = [1]
    for _ in range(3):
        values.append(await step(values[-1]))
    print(lines, values)


asyncio.run(main())
