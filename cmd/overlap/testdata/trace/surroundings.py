import asyncio
import inspect
import sys
import warnings


async def main():
    await asyncio.sleep(.001)
    warnings.warn('look here', stacklevel=1)
    print([f.function for f in inspect.stack()][:1])


print([p for p in sys.path if 'overlap' in p], [m for m in sys.modules if m == 'sitecustomize'], sys.argv)
asyncio.run(main())
try:
    asyncio.get_event_loop_policy()
    loop = asyncio.new_event_loop()
    loop.create_task(5)
except TypeError as e:
    print(e)
    loop.close()
    raise
