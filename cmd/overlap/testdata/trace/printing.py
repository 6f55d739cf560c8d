import asyncio
import sys


class Loud:
    times = 0

    def __str__(self):
        self.times += 1
        return 'loud %d' % self.times


async def main():
    print()
    print('a', 1, None, sep='-', end='!\n')
    print('to stderr', file=sys.stderr, flush=True)
    loud = Loud()
    print(loud, loud.times)
    print('two\nlines', '\x1b[1mbold\x1b[0m', 'ünïcödé \U0001f680')
    sys.stdout.write('written\n')
    await asyncio.sleep(.001)
    try:
        print('x', sep=3)
    except TypeError as e:
        print('refused', e)
    print('surrogate \ud800')


asyncio.run(main())
