import asyncio
import gc


async def orphan():
    await asyncio.get_running_loop().create_future()


async def main():
    asyncio.ensure_future(orphan()).set_name('orphan')
    await asyncio.sleep(0)
    gc.collect()
    await asyncio.sleep(.005)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
task = loop.create_task(orphan(), name='left')
loop.run_until_complete(asyncio.sleep(0))
loop.close()
print('closed')
