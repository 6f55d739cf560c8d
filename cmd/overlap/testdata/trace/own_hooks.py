import asyncio
import sys
import threading


def told(kind, error, tb):
    names = []
    while tb:
        names.append(tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
    print(kind.__name__, error, names[-1])


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context['message'].split('(')[0], repr(context['exception'])))
    loop.call_soon(int, 'x')
    await asyncio.sleep(.001)
    t = threading.Thread(target=int, args=('y',), name='worker')
    t.start()
    t.join()
    raise EOFError('the end')


sys.excepthook = told
asyncio.run(main())
