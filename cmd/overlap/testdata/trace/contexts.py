import asyncio
import contextvars

who = contextvars.ContextVar('who', default='nobody')


async def say():
    await asyncio.sleep(.001)
    return who.get()


async def main():
    who.set('main')
    tasks = [asyncio.create_task(say())]
    who.set('other')
    tasks.append(asyncio.create_task(say(), context=contextvars.Context()))
    tasks.append(asyncio.create_task(say()))
    print(await asyncio.gather(*tasks), await asyncio.to_thread(who.get))


asyncio.run(main())
