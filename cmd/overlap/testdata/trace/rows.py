import asyncio


async def fetch(name, seconds):
    await asyncio.sleep(seconds)
    return name


async def independent():
    user = await fetch('user', .02)
    page = await fetch('page', .03)
    return user + page


async def needs():
    user = await fetch('user', .02)
    return await fetch(user, .03)


async def rounds():
    for n in range(3):
        print(await fetch(str(n), .01))


async def chained():
    last = 'x'
    for n in range(3):
        last = await fetch(last, .01)
    return last


async def comprehended():
    return [await fetch(n, .01) for n in 'abc']


async def main():
    print(await independent(), await needs(), await chained(), await comprehended())
    await rounds()


asyncio.run(main())
